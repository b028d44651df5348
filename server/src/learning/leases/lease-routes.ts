import { learningRoutes } from '@minjiang/shared/learning';
import { deviceOf, route, type BoundRoute, type Database } from '../../platform/index.ts';
import { endLeases, lockLease } from './lease-store.ts';
import { openLease, type LeaseDeps } from './open-lease.ts';
import { placeOf } from './place.ts';
import { sensedOf } from './sensed.ts';
import { readBlock } from './read-block.ts';

export function leaseRoutes(db: Database, deps: LeaseDeps): BoundRoute[] {
  return [
    route(learningRoutes.openLease, async ({ actor, body, address, request }) => {
      const { device: claim, enrolmentId, lessonId, client } = body;
      const place = {
        ...placeOf(deps.keys, address, deviceOf(request.headers.cookie)),
        sensed: sensedOf(claim, request.headers),
      };
      const opening = { accountId: actor.accountId, enrolmentId, lessonId, pageId: client.pageId };
      const device = claim ? await deps.proveDevice(claim, opening, request.headers.host) : null;
      return db.transaction((tx) => openLease(tx, actor, body, deps, place, device));
    }),
    route(learningRoutes.closeLease, ({ actor, params, query }) =>
      db.transaction(async ({ sql }) => {
        const held = await lockLease(sql, actor.accountId);
        // A lease that has ended already is as the caller wants it; a newer one is none of his business.
        if (held?.leaseId !== params.leaseId || held.epoch !== query.epoch) return undefined;
        await endLeases(sql, [actor.accountId], await deps.clock.now(sql));
        return undefined;
      }),
    ),
    route(learningRoutes.readLessonBlock, ({ actor, params }) =>
      db.transaction((tx) => readBlock(tx, actor, params, deps)),
    ),
  ];
}
