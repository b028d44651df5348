import { learningRoutes, type LedgerHead } from '@minjiang/shared/learning';
import { pipeline } from 'node:stream/promises';
import { Problem, route, type BoundRoute, type Database, type Storage } from '../../platform/index.ts';
import type { HeadPost } from './head-mail.ts';
import { headOfDay, listHeads, type StoredHead } from './head-queries.ts';
import { headFileKey } from './make-head.ts';

export interface HeadRouteDeps {
  readonly db: Database;
  readonly storage: Storage;
  readonly post: HeadPost;
  readonly makeNow: (actorId: string) => Promise<StoredHead>;
}

export function headRoutes({ db, storage, post, makeNow }: HeadRouteDeps): BoundRoute[] {
  async function present(heads: readonly StoredHead[]): Promise<LedgerHead[]> {
    const states = await post.statesOf(
      db.sql,
      heads.map(({ headId }) => headId),
    );
    return heads.map(({ headId, ...head }) => ({ ...head, mail: states.get(headId) ?? null }));
  }
  return [
    route(learningRoutes.listLedgerHeads, async ({ query }) => {
      const { heads, total } = await listHeads(db.sql, query);
      return { items: await present(heads), total, ...query, sends: post.sends };
    }),

    route(learningRoutes.makeLedgerHead, async ({ actor }) => {
      const [head] = await present([await makeNow(actor.accountId)]);
      return head!;
    }),

    route(learningRoutes.readLedgerHeadFile, async ({ params: { day }, response }) => {
      if (!(await headOfDay(db.sql, day))) throw new Problem('not-found');
      const { sizeBytes, body } = await storage.stream(headFileKey(day));
      response.setHeader('Content-Type', 'application/gzip');
      response.setHeader('Content-Length', sizeBytes);
      response.setHeader('Content-Disposition', `attachment; filename="ledger-head-${day}.json.gz"`);
      response.setHeader('Cache-Control', 'no-store');
      await pipeline(body, response).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      });
    }),
  ];
}
