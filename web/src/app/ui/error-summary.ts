import { Component, computed, effect, ElementRef, inject, input, signal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Problem } from '../api/problem.ts';
import { ProblemTexts } from '../api/problem-texts.ts';
import { faultCodeOf } from './field-faults.ts';
import { Icon } from './icon.ts';

/**
 * What stands in the way, on top of a form: every field's error with a way to it, and a problem of the whole.
 * Field errors show once the form was sent, since what appears on top while one fills in moves the page under
 * the hand. It then takes the focus, so that it is seen and read from a long form too.
 */
@Component({
  selector: 'mj-error-summary',
  host: { '(document:submit)': 'heard($event)' },
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (faults().length > 0 || sentence()) {
        <div class="notice bad" role="alert" tabindex="-1">
          <mj-icon name="alert" />
          <div class="stack tight">
            @if (sentence(); as text) {
              <strong>{{ text }}</strong>
            }
            @if (faults().length > 0) {
              <strong>{{ t('ui.errors.title', { n: faults().length }) }}</strong>
              <ul>
                @for (fault of faults(); track $index) {
                  <li>
                    <button type="button" class="link" (click)="fault.focus()">{{ fault.text }}</button>
                  </li>
                }
              </ul>
            }
          </div>
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: none;
    }
    :host:has(.notice) {
      display: block;
    }
    .link {
      padding: 0;
      border: 0;
      background: none;
      color: var(--accent);
      vertical-align: top;
      text-align: start;
      text-decoration: underline;
      text-underline-offset: 3px;
      cursor: pointer;
    }
  `,
})
export class ErrorSummary {
  private readonly texts = inject(ProblemTexts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly form = input.required<FieldTree<unknown>>();
  /** The labels of the fields, by the keys of the form. */
  readonly labels = input<Readonly<Record<string, string>>>({});
  /** What the server said about the whole form. */
  readonly problem = input<Problem>();
  protected readonly faults = computed(() => {
    const state = this.form()();
    if (this.sent() === 0 || !state.touched()) return [];
    // What is missing often breaks several rules at once; a field says the first of them, like the field itself.
    const said = new Set<unknown>();
    return state
      .errorSummary()
      .filter(({ fieldTree }) => fieldTree().touched() && !said.has(fieldTree) && said.add(fieldTree))
      .map((error) => {
        const field = error.fieldTree();
        const { code, params } = faultCodeOf(error, field.value());
        const label = this.labels()[String(field.keyInParent())];
        const text = this.texts.ofField(code, params);
        return { text: label ? `${label}: ${text}` : text, focus: () => field.focusBoundControl() };
      });
  });
  protected readonly sentence = computed(() => {
    const problem = this.problem();
    return problem && this.faults().length === 0 ? this.texts.of(problem) : undefined;
  });

  /** How often the form beside it was sent. */
  private readonly sent = signal(0);
  private focusedFor = 0;

  constructor() {
    effect(() => {
      if (this.sentence()) this.takeFocus();
    });
    effect(() => {
      const sent = this.sent();
      if (this.faults().length === 0 || sent === this.focusedFor) return;
      this.focusedFor = sent;
      this.takeFocus();
    });
  }

  protected heard(event: Event): void {
    const beside = this.host.nativeElement.parentElement;
    if (event.target instanceof Node && beside?.contains(event.target)) this.sent.update((n) => n + 1);
  }

  private takeFocus(): void {
    queueMicrotask(() => this.host.nativeElement.querySelector<HTMLElement>('[role=alert]')?.focus());
  }
}
