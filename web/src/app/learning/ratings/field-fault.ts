import { Component, computed, inject, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { faultCodeOf } from '../../ui/field-faults.ts';
import { Icon } from '../../ui/icon.ts';

/** What is wrong with a group of buttons, which has no box to stand above. */
@Component({
  selector: 'mj-field-fault',
  imports: [Icon],
  template: `
    @if (error(); as text) {
      <span><mj-icon name="alert" />{{ text }}</span>
    }
  `,
  styles: `
    span {
      display: flex;
      gap: var(--s2);
      color: var(--accent);
    }
    mj-icon {
      margin-top: 0.2em;
    }
  `,
})
export class FieldFault {
  private readonly texts = inject(ProblemTexts);
  readonly of = input.required<FieldTree<unknown>>();
  protected readonly error = computed(() => {
    const state = this.of()();
    const [first] = state.touched() ? state.errors() : [];
    if (!first) return undefined;
    const { code, params } = faultCodeOf(first, state.value());
    return this.texts.ofField(code, params);
  });
}
