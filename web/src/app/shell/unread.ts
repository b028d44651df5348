import { computed, effect, inject, Injectable, signal } from '@angular/core';
import { messagingRoutes } from '@minjiang/shared/messaging';
import { Api } from '../api/api.ts';
import { Realtime } from '../api/realtime.ts';
import { Session } from './session.ts';

/** How many notices the learner has not read; it follows the server by the socket. */
@Injectable({ providedIn: 'root' })
export class Unread {
  private readonly api = inject(Api);
  private readonly counted = signal(0);
  private readonly heard = signal(0);
  private readonly reader: () => string | undefined;

  readonly count = this.counted.asReadonly();
  /** Counts notices that arrived while this page was open. */
  readonly arrived = this.heard.asReadonly();

  constructor() {
    const session = inject(Session);
    const realtime = inject(Realtime);
    this.reader = computed(() => (session.role() === 'learner' ? session.account()?.id : undefined));
    effect(() => {
      this.counted.set(0);
      // What came while the socket was away is counted when it is back.
      if (this.reader() !== undefined) realtime.connected();
      void this.recount();
    });
    realtime.on('notice:new', () => {
      this.heard.update((n) => n + 1);
      void this.recount();
    });
  }

  async recount(): Promise<void> {
    const reader = this.reader();
    if (reader === undefined) return;
    try {
      const { unread } = await this.api.call(messagingRoutes.myNotices, { query: { pageSize: 1 } });
      if (reader === this.reader()) this.counted.set(unread);
    } catch {
      // The number beside a menu entry is no reason to bother anybody; the page itself says what is wrong.
    }
  }
}
