import { Component, input, output, signal } from '@angular/core';
import {
  form,
  FormField,
  FormRoot,
  type TreeValidationResult,
  validateStandardSchema,
} from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { isIdNumber } from '@minjiang/shared/classes';
import * as z from 'zod';
import { Field, FieldInput } from '../../ui/field.ts';
import { Icon } from '../../ui/icon.ts';

/** A whole phone or ID number: parts of one are not searched for, so that nobody guesses at people. */
const entered = z.object({
  find: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .refine((text) => /^1[3-9]\d{9}$/.test(text) || isIdNumber(text), { error: 'whole-number' }),
});

/** Looks for one learner by his whole phone or ID number. */
@Component({
  selector: 'mj-find-learner',
  imports: [Field, FieldInput, FormField, FormRoot, Icon, TranslocoDirective],
  template: `
    <form class="row" role="search" [formRoot]="form" *transloco="let t; prefix: 'classes.find'">
      <mj-field [label]="t('label')" [of]="form.find">
        <input mjInput [formField]="form.find" autocomplete="off" inputmode="text" />
      </mj-field>
      <button class="btn" type="submit"><mj-icon name="search" />{{ t('button') }}</button>
      @if (active()) {
        <button class="btn quiet" type="button" (click)="clear()">{{ t('clear') }}</button>
      }
    </form>
  `,
  styles: `
    form {
      align-items: flex-end;
      gap: var(--s2);
    }
    mj-field {
      flex: 1 1 10em;
    }
    @media (min-width: 601px) {
      mj-field {
        min-width: 18em;
      }
    }
  `,
})
export class FindLearner {
  /** Whether a search is shown, which can be left. */
  readonly active = input(false);
  /** The number looked for; undefined to look at everyone again. */
  readonly wanted = output<string | undefined>();
  protected readonly form = form(signal({ find: '' }), (path) => validateStandardSchema(path, entered), {
    submission: {
      action: (): Promise<TreeValidationResult> => {
        this.wanted.emit(entered.parse(this.form().value()).find);
        return Promise.resolve(undefined);
      },
    },
  });

  protected clear(): void {
    this.form().reset({ find: '' });
    this.wanted.emit(undefined);
  }
}
