import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { classesRoutes, excuseEntry, excuseReason, type ExcuseReason } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';

const entry = excuseEntry.refine(({ fromDay, toDay }) => toDay >= fromDay, {
  path: ['toDay'],
  error: 'excuse-days',
});

/** Excuses a learner for a day or several, with a reason. */
@Component({
  selector: 'mj-excuse-form',
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot, TranslocoDirective],
  template: `
    <form class="stack near" [formRoot]="form" *transloco="let t; prefix: 'classes.attendance'">
      <p class="small muted reading">{{ t('excuse-lead') }}</p>
      <mj-error-summary
        [form]="form"
        [problem]="problem()"
        [labels]="{ fromDay: t('from-day'), toDay: t('to-day'), reason: t('reason'), note: t('note') }"
      />
      <div class="fields">
        <mj-field [label]="t('from-day')" [of]="form.fromDay">
          <input mjInput type="date" [formField]="form.fromDay" />
        </mj-field>
        <mj-field [label]="t('to-day')" [of]="form.toDay">
          <input mjInput type="date" [formField]="form.toDay" />
        </mj-field>
        <mj-field [label]="t('reason')" [of]="form.reason">
          <select mjInput [formField]="form.reason">
            @for (reason of reasons; track reason) {
              <option [value]="reason">{{ t('reasons.' + reason) }}</option>
            }
          </select>
        </mj-field>
      </div>
      <mj-field [label]="t('note')" [hint]="t('note-hint')" [of]="form.note">
        <input mjInput [formField]="form.note" autocomplete="off" />
      </mj-field>
      <div>
        <button class="btn primary" type="submit" [disabled]="form().submitting()">{{ t('excuse') }}</button>
      </div>
    </form>
  `,
  styles: `
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(12em, 100%), 1fr));
      gap: var(--s3) var(--s4);
      align-items: end;
    }
  `,
})
export class ExcuseForm {
  private readonly api = inject(Api);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  readonly classId = input.required<string>();
  readonly enrolmentId = input.required<string>();
  /** The day that is entered first. */
  readonly day = input.required<string>();
  readonly excused = output();
  protected readonly reasons = excuseReason.options;
  protected readonly problem = signal<Problem | undefined>(undefined);
  private readonly entered = signal(this.empty(''));
  protected readonly form = form(this.entered, (path) => validateStandardSchema(path, entry), {
    submission: { action: (): Promise<TreeValidationResult> => this.send() },
  });

  constructor() {
    effect(() => {
      const day = this.day();
      untracked(() => this.form().reset(this.empty(day)));
    });
  }

  private empty(day: string) {
    return { fromDay: day, toDay: day, reason: 'illness' as ExcuseReason, note: '' };
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const params = { classId: this.classId(), enrolmentId: this.enrolmentId() };
      const body = entry.parse(this.form().value());
      await this.api.call(classesRoutes.excuseDays, { params, body });
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
    this.messages.open(this.texts.translate('classes.attendance.excuse-done'), undefined, { duration: 5000 });
    this.form().reset(this.empty(this.day()));
    this.excused.emit();
    return undefined;
  }
}
