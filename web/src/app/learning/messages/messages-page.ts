import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { type Notice, messagingRoutes } from '@minjiang/shared/messaging';
import { Api } from '../../api/api.ts';
import { load } from '../../api/loaded.ts';
import { Unread } from '../../shell/unread.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { TableFrame } from '../../ui/table-frame.ts';
import { NoticeItem } from './notice-item.ts';
import { isOver } from './notice-rules.ts';

/** What the platform tells the learner, newest first; what is shown here counts as read. */
@Component({
  selector: 'mj-messages-page',
  imports: [EmptyState, LoadState, NoticeItem, PageHeader, TableFrame, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'learning.messages'">
      <mj-page-header [heading]="t('title')" />
      @if (notices.value(); as found) {
        @if (shown().length > 0) {
          <mj-table-frame [of]="found" [label]="t('title')" [loading]="notices.loading()">
            <ul>
              @for (one of shown(); track one.noticeId) {
                <li><mj-notice-item [of]="one" [fresh]="fresh().has(one.noticeId)" /></li>
              }
            </ul>
          </mj-table-frame>
        } @else {
          <mj-empty-state icon="message" [heading]="t('none')" [text]="t('none-text')" />
        }
      } @else {
        <mj-load-state [of]="notices" [lines]="6" />
      }
    </ng-container>
  `,
  styles: `
    ul {
      padding: 0 var(--s5);
      list-style: none;
    }
    li {
      padding-block: var(--s4);
      border-top: 1px solid var(--line);
    }
    li:first-child {
      border-top: 0;
    }
    @media (max-width: 600px) {
      ul {
        padding-inline: var(--s4);
      }
    }
  `,
})
export class MessagesPage {
  private readonly api = inject(Api);
  private readonly unread = inject(Unread);
  /** From the address. */
  readonly page = input<string>();
  protected readonly notices = load(messagingRoutes.myNotices, () => ({
    query: { page: Math.max(1, Math.trunc(Number(this.page()) || 1)) },
  }));
  protected readonly shown = computed(
    () => this.notices.value()?.items.filter((one) => !isOver(one, Date.now())) ?? [],
  );
  /** What was unread when it was first shown: it stays marked while one reads. */
  protected readonly fresh = signal<ReadonlySet<string>>(new Set());

  constructor() {
    let arrived = this.unread.arrived();
    effect(() => {
      if (this.unread.arrived() === arrived) return;
      arrived = this.unread.arrived();
      untracked(() => this.notices.reload());
    });
    effect(() => {
      const shown = this.shown();
      untracked(() => void this.read(shown));
    });
  }

  private async read(shown: readonly Notice[]): Promise<void> {
    const known = this.fresh();
    const unread = shown.filter(({ readAt, noticeId }) => readAt === null && !known.has(noticeId));
    if (unread.length === 0) return;
    this.fresh.set(new Set([...known, ...unread.map(({ noticeId }) => noticeId)]));
    for (const { noticeId } of unread) {
      // One that cannot be marked now is simply new again next time.
      await this.api.call(messagingRoutes.readNotice, { params: { noticeId } }).catch(() => undefined);
    }
    await this.unread.recount();
  }
}
