import { messagingRoutes } from '@minjiang/shared/messaging';
import {
  Problem,
  route,
  type BoundRoute,
  type Clock,
  type Database,
  type Sealing,
} from '../../platform/index.ts';
import { listNotices, markRead } from './notice-store.ts';

export interface NoticeDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
}

/** The reader's own notices. */
export function noticeRoutes({ db, clock, sealing }: NoticeDeps): BoundRoute[] {
  const { sql } = db;
  return [
    route(messagingRoutes.myNotices, async ({ actor, query }) =>
      listNotices(sql, sealing, actor.accountId, query, await clock.now(sql)),
    ),
    route(messagingRoutes.readNotice, async ({ actor, params }) => {
      const found = await markRead(sql, actor.accountId, params.noticeId, await clock.now(sql));
      if (!found) throw new Problem('not-found');
      return undefined;
    }),
  ];
}
