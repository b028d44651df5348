import { Component, computed, Directive, inject, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemTexts } from '../api/problem-texts.ts';
import { faultCodeOf } from './field-faults.ts';
import { Icon } from './icon.ts';

let fields = 0;

/**
 * Label, hint and error of one form field, above its control:
 * `<mj-field label="…" [of]="form.account"><input mjInput [formField]="form.account" /></mj-field>`.
 * The error is said once the field was left or the form was sent.
 */
@Component({
  selector: 'mj-field',
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <label class="strong" [for]="id"
        >{{ label() }}
        @if (optional()) {
          <span class="muted">{{ t('ui.field.optional') }}</span>
        }
      </label>
      @if (hint(); as text) {
        <span class="small muted" [id]="id + '-hint'">{{ text }}</span>
      }
      @if (error(); as text) {
        <span class="error" [id]="id + '-error'"><mj-icon name="alert" />{{ text }}</span>
      }
    </ng-container>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s1);
    }
    .error {
      display: flex;
      gap: var(--s2);
      color: var(--accent);
    }
    .error mj-icon {
      margin-top: 0.2em;
    }
  `,
})
export class Field {
  private readonly texts = inject(ProblemTexts);
  readonly id = `field-${++fields}`;
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly optional = input(false);
  readonly of = input.required<FieldTree<unknown>>();
  readonly error = computed(() => {
    const state = this.of()();
    const [first] = state.touched() ? state.errors() : [];
    if (!first) return undefined;
    const { code, params } = faultCodeOf(first, state.value());
    return this.texts.ofField(code, params);
  });
  readonly describedBy = computed(
    () =>
      [this.hint() ? `${this.id}-hint` : '', this.error() ? `${this.id}-error` : ''].join(' ').trim() || null,
  );
}

/** Joins a native control to the `mj-field` round it. */
@Directive({
  selector: '[mjInput]',
  host: {
    class: 'input',
    '[id]': 'field.id',
    '[attr.aria-describedby]': 'field.describedBy()',
    '[attr.aria-invalid]': 'field.error() ? true : null',
  },
})
export class FieldInput {
  protected readonly field = inject(Field);
}
