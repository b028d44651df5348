import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Unread } from './unread.ts';

/** The number of unread notices beside their menu entry; nothing while there are none. */
@Component({
  selector: 'mj-unread-badge',
  imports: [TranslocoDirective],
  template: `@if (unread.count() > 0) {
    <ng-container *transloco="let t; prefix: 'shell'">
      <span class="mark" aria-hidden="true">{{ unread.count() > 99 ? '99+' : unread.count() }}</span>
      <span class="visually-hidden">{{ t('unread', { n: unread.count() }) }}</span>
    </ng-container>
  }`,
  styles: `
    .mark {
      display: inline-block;
      min-width: 22px;
      padding: 0 6px;
      border-radius: 11px;
      margin-inline-start: var(--s1);
      background: var(--accent);
      color: #fff;
      font-size: 14px;
      font-weight: 600;
      line-height: 22px;
      text-align: center;
    }
  `,
})
export class UnreadBadge {
  protected readonly unread = inject(Unread);
}
