import { identityRoutes } from '@minjiang/shared/identity';
import { organisationOf, route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import { listCentres, wallOf, type WallPorts } from './wall-queries.ts';

export const wallRoutes = (db: Database, clock: Clock, ports: WallPorts): BoundRoute[] => [
  route(identityRoutes.getWall, ({ actor, query }) =>
    db.snapshot(async (sql) => {
      const place = { centreId: organisationOf(actor), room: query.room };
      return wallOf(sql, await clock.now(sql), place, ports);
    }),
  ),
  route(identityRoutes.listCentres, ({ query }) =>
    db.snapshot(async (sql) => listCentres(sql, await clock.now(sql), query)),
  ),
  route(identityRoutes.getCentreWall, ({ params, query }) =>
    db.snapshot(async (sql) => {
      const place = { centreId: params.organisationId, room: query.room };
      return wallOf(sql, await clock.now(sql), place, ports);
    }),
  ),
];
