import { addDays, localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import {
  appendEvent,
  Problem,
  type BoundRoute,
  type Clock,
  type Database,
  type Storage,
} from '../../platform/index.ts';
import { sealRuns } from '../chain/seal-runs.ts';
import { closeSilentRuns } from '../ledger/close-silent-runs.ts';
import { loadHeadKey } from './head-key.ts';
import { makeHeadPost, type HeadMessaging } from './head-mail.ts';
import { headOfDay } from './head-queries.ts';
import { headRoutes } from './head-routes.ts';
import { makeHead } from './make-head.ts';

/** By then every run of the day before was closed: the last silent page is given up after 15 minutes. */
const afterMidnightMs = 25 * 60_000;

export interface HeadsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly dataDir: string;
  readonly messaging: HeadMessaging;
  /** Where heads are sent; null: nowhere. */
  readonly auditMail: string | null;
}

export interface LedgerHeads {
  readonly routes: BoundRoute[];
  /** Makes yesterday's head once it is due; call every few minutes in a worker. */
  readonly makeDue: () => Promise<boolean>;
}

/** Daily signed heads over the chains of the ledger, for whoever keeps them outside. */
export function makeLedgerHeads({
  db,
  clock,
  storage,
  dataDir,
  messaging,
  auditMail,
}: HeadsDeps): LedgerHeads {
  const key = loadHeadKey(dataDir);
  const post = makeHeadPost(messaging, { sql: db.sql, storage, to: auditMail });

  async function make(of: { day: string; wholeDay: boolean; actorId: string | null; now: number }) {
    for (;;) if ((await sealRuns(db)) === 0) break;
    return makeHead(
      { db, storage, key },
      {
        ...of,
        async afterwards(tx, headId) {
          const { actorId, day } = of;
          const event = { kind: 'ledger.head-made', actorId, subjectKind: 'ledger-head', subjectId: headId };
          await appendEvent(tx, { ...event, data: { day } }, of.now);
          await post.queue(tx, of.now, headId);
        },
      },
    );
  }

  return {
    routes: headRoutes({
      db,
      storage,
      post,
      async makeNow(actorId) {
        const now = await clock.now(db.sql);
        const day = localDay(now);
        await make({ day, wholeDay: false, actorId, now });
        const head = await headOfDay(db.sql, day);
        if (!head) throw new Problem('not-found');
        return head;
      },
    }),
    async makeDue() {
      const now = await clock.now(db.sql);
      const today = localDay(now);
      if (now - startOfLocalDay(today) < afterMidnightMs) return false;
      const day = addDays(today, -1);
      if ((await headOfDay(db.sql, day))?.wholeDay) return false;
      await closeSilentRuns(db, now);
      return make({ day, wholeDay: true, actorId: null, now });
    },
  };
}
