import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ActivationCodesIssued } from '@minjiang/shared/classes';
import { MomentPipe } from '../../ui/durations.ts';

export type IssuedToOne = Omit<ActivationCodesIssued['issued'][number], 'enrolmentId'>;

/** One learner's activation code on paper, and how to use it. */
@Component({
  selector: 'mj-slip',
  imports: [MomentPipe, TranslocoDirective],
  host: { role: 'group' },
  template: `
    <ng-container *transloco="let t; prefix: 'classes.slip'">
      <p class="strong">{{ t('heading') }}</p>
      <dl>
        <dt class="muted">{{ t('name') }}</dt>
        <dd>{{ t('person', { name: of().maskedName, number: of().rosterNumber }) }}</dd>
        <dt class="muted">{{ t('class') }}</dt>
        <dd>{{ className() }}</dd>
        <dt class="muted">{{ t('code') }}</dt>
        <dd class="code">{{ grouped() }}</dd>
        <dt class="muted">{{ t('until') }}</dt>
        <dd>{{ of().expiresAt | moment }}</dd>
      </dl>
      <ol>
        <li>
          {{ t('step-open') }} <span class="strong address">{{ address }}</span>
        </li>
        <li>{{ t('step-enter') }}</li>
        <li>{{ t('step-password') }}</li>
      </ol>
      <p class="small">{{ t('keep') }}</p>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s4);
      padding: var(--s5);
      border: 1px dashed var(--line-strong);
      border-radius: var(--round-small);
      break-inside: avoid;
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: var(--s2) var(--s4);
      align-items: baseline;
      margin: 0;
    }
    dd {
      margin: 0;
    }
    .code {
      font-size: var(--h1);
      font-weight: 600;
      letter-spacing: 0.06em;
      line-height: var(--h1-line);
      white-space: nowrap;
    }
    .address {
      overflow-wrap: anywhere;
    }
    @media (max-width: 600px) {
      :host {
        padding: var(--s4);
      }
    }
    @media print {
      :host(.small-print) {
        gap: 1.5mm;
        padding: 4mm;
        font-size: 8.5pt;
        line-height: 1.35;

        dl {
          gap: 0.5mm 3mm;
        }
        .code {
          font-size: 15pt;
          line-height: 1.3;
        }
        .small {
          font-size: 8pt;
        }
      }
    }
  `,
})
export class SlipCard {
  readonly of = input.required<IssuedToOne>();
  readonly className = input.required<string>();
  /** Where the learner activates his account. */
  protected readonly address = `${inject(DOCUMENT).location.origin}/activate`;
  protected readonly grouped = computed(() => (this.of().code ?? '').replace(/^(\d{4})(\d{4})$/, '$1 $2'));
}
