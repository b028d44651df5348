import { Component, computed, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { OpenCheck } from '@minjiang/shared/integrity';
import { codeIn } from './check-rules.ts';

/** A code of six figures that was sent: where it is, the field for it, and sending it once more. */
@Component({
  selector: 'mj-code-form',
  imports: [TranslocoDirective],
  template: `
    <form class="stack near" *transloco="let t; prefix: 'learning.check'" (submit)="send($event)">
      <div class="stack tight">
        <label class="strong" for="check-code">{{ t('code') }}</label>
        <span class="small muted" id="check-code-hint">{{ t('sent.' + where()) }}</span>
        @if (where() !== 'email') {
          <a class="small" href="/messages" target="_blank" rel="noopener">{{ t('messages') }}</a>
        }
        <input
          class="input"
          id="check-code"
          aria-describedby="check-code-hint"
          autocomplete="one-time-code"
          inputmode="numeric"
          autocapitalize="off"
          spellcheck="false"
          maxlength="16"
          [value]="code()"
          (input)="type($event)"
        />
      </div>
      <div class="row">
        <button class="btn primary" type="submit" [disabled]="busy() || code().length !== 6">
          {{ t('answer') }}
        </button>
        <button class="btn quiet" type="button" [disabled]="busy()" (click)="sendAgain.emit()">
          {{ t('send-again') }}
        </button>
      </div>
    </form>
  `,
  styles: `
    a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
    }
    input {
      max-width: 10em;
      font-size: var(--h1);
      letter-spacing: 0.15em;
    }
  `,
})
export class CodeForm {
  readonly sentTo = input.required<OpenCheck['codeSentTo']>();
  readonly busy = input.required<boolean>();
  readonly answered = output<string>();
  readonly sendAgain = output();
  protected readonly code = signal('');
  protected readonly where = computed(() => {
    const [notice, email] = [this.sentTo().includes('notice'), this.sentTo().includes('email')];
    return notice && email ? 'both' : email ? 'email' : 'notice';
  });

  protected type(event: Event): void {
    const field = event.target as HTMLInputElement;
    this.code.set(codeIn(field.value));
    field.value = this.code();
  }

  protected send(event: Event): void {
    event.preventDefault();
    if (this.code().length === 6 && !this.busy()) this.answered.emit(this.code());
  }
}
