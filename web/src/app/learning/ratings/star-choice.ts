import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { FieldFault } from './field-fault.ts';
import { Stars } from './stars.ts';

/** One to five stars as large buttons, each with what it means in words. */
@Component({
  selector: 'mj-star-choice',
  imports: [FieldFault, FormField, Stars, TranslocoDirective],
  template: `
    <fieldset *transloco="let t; prefix: 'learning.ratings'">
      <legend class="strong">{{ t('how-good') }}</legend>
      <mj-field-fault [of]="of()" />
      @for (n of numbers; track n) {
        <label>
          <input type="radio" [value]="n" [formField]="of()" />
          <mj-stars [of]="+n" />
          <span class="muted">{{ t('meanings.' + n) }}</span>
        </label>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: flex;
      flex-direction: column;
      gap: var(--s2);
      min-width: 0;
      padding: 0;
      border: 0;
      margin: 0;
    }
    legend {
      padding: 0;
      margin-bottom: var(--s2);
    }
    label {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s1) var(--s3);
      align-items: center;
      min-height: var(--target);
      padding: var(--s1) var(--s3);
      border: 1px solid var(--line-strong);
      border-radius: var(--round-small);
      cursor: pointer;
    }
    label:has(:checked) {
      border-color: var(--primary);
      background: var(--primary-soft);
      box-shadow: inset 0 0 0 1px var(--primary);
    }
    label:has(:focus-visible) {
      outline: 3px solid var(--primary);
      outline-offset: 2px;
    }
    input {
      flex: none;
      width: 22px;
      height: 22px;
      margin: 0;
      accent-color: var(--primary);
    }
    input:focus-visible {
      outline: none;
    }
  `,
})
export class StarChoice {
  readonly of = input.required<FieldTree<string>>();
  protected readonly numbers = ['5', '4', '3', '2', '1'];
}
