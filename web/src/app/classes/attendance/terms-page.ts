import { Component, effect, inject, signal, untracked } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { attendanceTerms, classesRoutes, defaultAttendanceTerms } from '@minjiang/shared/classes';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { ClassStore } from '../class/class-store.ts';

const entry = attendanceTerms
  .omit({ restWeekdays: true })
  .refine((terms) => terms.partFromMinutes <= terms.presentFromMinutes, {
    path: ['partFromMinutes'],
    error: 'attendance-order',
  });

/** From how much credited time a day of the class counts, and which weekdays do not. */
@Component({
  selector: 'mj-attendance-terms-page',
  imports: [
    ErrorSummary,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    Icon,
    LoadState,
    PageHeader,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './terms-page.html',
  styles: `
    .form {
      max-width: 640px;
    }
    .short {
      max-width: 8em;
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
    }
    label {
      display: inline-flex;
      align-items: center;
      gap: var(--s2);
      min-height: var(--target);
      cursor: pointer;
    }
    input[type='checkbox'] {
      width: 20px;
      height: 20px;
      accent-color: var(--primary);
    }
  `,
})
export class AttendanceTermsPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly messages = inject(MatSnackBar);
  private readonly texts = inject(TranslocoService);
  protected readonly store = inject(ClassStore);
  protected readonly weekdays = [1, 2, 3, 4, 5, 6, 7];
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly rest = signal<readonly number[]>([]);
  protected readonly sheet = load(classesRoutes.classAttendance, () => ({
    params: { classId: this.store.current().id },
    query: { pageSize: 1 },
  }));
  private readonly terms = signal({
    presentFromMinutes: defaultAttendanceTerms.presentFromMinutes,
    partFromMinutes: defaultAttendanceTerms.partFromMinutes,
  });
  protected readonly form = form(this.terms, (path) => validateStandardSchema(path, entry), {
    submission: { action: (): Promise<TreeValidationResult> => this.send() },
  });

  constructor() {
    effect(() => {
      const known = this.sheet.value()?.terms;
      if (!known) return;
      untracked(() => {
        const { restWeekdays, ...minutes } = known;
        this.terms.set(minutes);
        this.rest.set(restWeekdays);
      });
    });
  }

  protected toggle(day: number): void {
    this.rest.update((days) => (days.includes(day) ? days.filter((each) => each !== day) : [...days, day]));
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const body = { ...entry.parse(this.form().value()), restWeekdays: [...this.rest()] };
      const params = { classId: this.store.current().id };
      await this.api.call(classesRoutes.settleAttendanceTerms, { params, body });
      await this.router.navigate([...this.store.link(), 'attendance']);
      this.messages.open(this.texts.translate('classes.attendance.settle-done'), undefined, {
        duration: 6000,
      });
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
