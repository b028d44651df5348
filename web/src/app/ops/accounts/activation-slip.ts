import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CodeIssued } from '@minjiang/shared/identity';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';

/** The code of a slip, shown once: to be printed, or copied by hand, and given to the person. */
@Component({
  selector: 'mj-activation-slip',
  imports: [Icon, MomentPipe, TranslocoDirective],
  host: { role: 'status', class: 'sheet' },
  template: `
    <div class="stack tight" *transloco="let t; prefix: 'ops.slip'">
      <strong>{{ t('title') }}</strong>
      <p>
        {{ t('for', { name: issued().maskedName })
        }}{{ userName() ? t('user-name', { userName: userName() }) : '' }}
      </p>
      <p class="figure">{{ grouped() }}</p>
      <ol class="small">
        <li>{{ t('open', { address }) }}</li>
        <li>{{ t('enter') }}</li>
      </ol>
      <p class="small muted">{{ t('until', { at: (issued().expiresAt | moment) }) }}</p>
      <div class="row no-print">
        <button class="btn" type="button" (click)="print()"><mj-icon name="print" />{{ t('print') }}</button>
        <span class="small muted">{{ t('once') }}</span>
      </div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      padding: var(--s4);
      border: 1px dashed var(--line-strong);
      border-radius: var(--round);
    }
    .figure {
      letter-spacing: 0.08em;
    }
  `,
})
export class ActivationSlip {
  readonly issued = input.required<CodeIssued>();
  readonly userName = input<string | null>(null);
  protected readonly address = `${location.origin}/activate`;
  protected readonly grouped = computed(() => this.issued().code?.replace(/^(\d{4})/, '$1 ') ?? '');

  protected print(): void {
    window.print();
  }
}
