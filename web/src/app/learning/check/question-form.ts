import { Component, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { optionOfKey } from './check-rules.ts';

/** A question and its options as large buttons; chosen first and sent after, for there is one try. */
@Component({
  selector: 'mj-question-form',
  imports: [TranslocoDirective],
  template: `
    <form class="stack near" *transloco="let t; prefix: 'learning.check'" (submit)="send($event)">
      <fieldset>
        <legend class="strong">{{ question().text }}</legend>
        @for (option of question().options; track $index) {
          <label [class.on]="choice() === $index">
            <input
              type="radio"
              name="check-option"
              [value]="$index"
              [checked]="choice() === $index"
              (change)="choice.set($index)"
            />
            <span class="muted" aria-hidden="true">{{ $index + 1 }}</span>
            <span>{{ option }}</span>
          </label>
        }
      </fieldset>
      <button class="btn primary" type="submit" [disabled]="busy() || choice() === undefined">
        {{ t('answer') }}
      </button>
    </form>
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
      margin-bottom: var(--s3);
    }
    label {
      display: flex;
      gap: var(--s3);
      align-items: center;
      min-height: var(--target);
      padding: var(--s2) var(--s3);
      border: 1px solid var(--line-strong);
      border-radius: var(--round-small);
      cursor: pointer;
    }
    label:hover {
      background: var(--well);
    }
    label.on {
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
export class QuestionForm {
  readonly question = input.required<{ readonly text: string; readonly options: readonly string[] }>();
  readonly busy = input.required<boolean>();
  readonly answered = output<number>();
  protected readonly choice = signal<number | undefined>(undefined);

  /** Figures choose from anywhere in the panel; Enter then sends. */
  choose(key: string): boolean {
    const option = optionOfKey(key, this.question().options.length);
    if (option !== undefined) this.choice.set(option);
    return option !== undefined;
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.submit();
  }

  submit(): void {
    const choice = this.choice();
    if (choice !== undefined && !this.busy()) this.answered.emit(choice);
  }
}
