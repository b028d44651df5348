import { identityRoutes } from '@minjiang/shared/identity';
import { organisationOf, route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import { orderDevices } from './order-devices.ts';

export const orderRoutes = (db: Database, clock: Clock): BoundRoute[] => [
  route(identityRoutes.orderDevices, ({ actor, body }) =>
    db.transaction(async (tx) => {
      const by = { accountId: actor.accountId, centreId: organisationOf(actor) };
      return { orders: await orderDevices(tx, await clock.now(tx.sql), by, body) };
    }),
  ),
];
