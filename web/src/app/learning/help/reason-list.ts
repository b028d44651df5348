import { Component } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { refusalReasons } from '@minjiang/shared/learning';

/** Reasons an ordinary evening meets, first; the others follow in the ledger's order. */
const often = ['not-foreground', 'not-playing', 'already-earned', 'lease-lost', 'daily-cap', 'gap'] as const;

/** Every reason for which time may not count: what it means, and what to do. */
@Component({
  selector: 'mj-reason-list',
  imports: [TranslocoDirective],
  template: `
    <dl *transloco="let t; prefix: 'learning'">
      @for (reason of reasons; track reason) {
        <div [id]="'reason-' + reason">
          <dt class="strong">{{ t('reasons.' + reason + '.title') }}</dt>
          <dd>{{ t('reasons.' + reason + '.about') }}</dd>
          <dd class="muted">
            <strong>{{ t('help.todo') }}</strong> {{ t('reasons.' + reason + '.todo') }}
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      margin: 0;
    }
    div {
      padding-block: var(--s4);
      border-top: 1px solid var(--line);
    }
    div:first-child {
      border-top: 0;
    }
    div:last-child {
      padding-bottom: 0;
    }
    dd {
      margin: var(--s1) 0 0;
    }
    strong {
      margin-inline-end: var(--s2);
      font-weight: 600;
    }
  `,
})
export class ReasonList {
  protected readonly reasons = [...new Set([...often, ...refusalReasons])];
}
