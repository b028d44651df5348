import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { learningRoutes, ratingInput, type MyRating } from '@minjiang/shared/learning';
import * as z from 'zod';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { ErrorSummary } from '../../ui/error-summary.ts';
import { serverFaults } from '../../ui/field-faults.ts';
import { Field, FieldInput } from '../../ui/field.ts';
import { StarChoice } from './star-choice.ts';

/** As one fills it in: nothing chosen is no number, and no words are an empty field. */
const entry = z.object({
  stars: z.string().regex(/^[1-5]$/, 'required'),
  text: z.literal('').or(ratingInput.shape.text.unwrap()),
});

/** Stars and words about a programme, to write and to change. */
@Component({
  selector: 'mj-rating-form',
  imports: [ErrorSummary, Field, FieldInput, FormField, FormRoot, StarChoice, TranslocoDirective],
  host: { class: 'card' },
  template: `
    <ng-container *transloco="let t; prefix: 'learning.ratings'">
      <div class="stack near">
        <mj-error-summary
          [form]="form"
          [problem]="problem()"
          [labels]="{ stars: t('how-good'), text: t('text') }"
        />
        <form class="stack near" [formRoot]="form">
          <mj-star-choice [of]="form.stars" />
          <mj-field [label]="t('text')" [hint]="t('text-hint')" [optional]="true" [of]="form.text">
            <textarea mjInput rows="5" [formField]="form.text"></textarea>
          </mj-field>
          <div class="row">
            <button class="btn primary" type="submit" [disabled]="form().submitting()">
              {{ mine() ? t('change') : t('send') }}
            </button>
            @if (mine()) {
              <button class="btn" type="button" (click)="withdraw.emit()">{{ t('withdraw') }}</button>
            }
          </div>
        </form>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class RatingForm {
  private readonly api = inject(Api);
  readonly enrolmentId = input.required<string>();
  readonly mine = input.required<MyRating | null>();
  readonly saved = output();
  readonly withdraw = output();
  protected readonly problem = signal<Problem | undefined>(undefined);
  private readonly given = signal({ stars: '', text: '' });
  protected readonly form = form(this.given, (path) => validateStandardSchema(path, entry), {
    submission: { action: (): Promise<TreeValidationResult> => this.send() },
  });

  constructor() {
    effect(() => {
      const mine = this.mine();
      const shown = { stars: mine ? String(mine.stars) : '', text: mine?.text ?? '' };
      untracked(() => this.form().reset(shown));
    });
  }

  private async send(): Promise<TreeValidationResult> {
    this.problem.set(undefined);
    try {
      const { stars, text } = entry.parse(this.form().value());
      const body = { stars: Number(stars), text: text === '' ? null : text };
      await this.api.call(learningRoutes.rateProgramme, {
        params: { enrolmentId: this.enrolmentId() },
        body,
      });
      this.saved.emit();
      return undefined;
    } catch (fault) {
      const problem = asProblem(fault);
      this.problem.set(problem);
      return serverFaults(this.form, problem);
    }
  }
}
