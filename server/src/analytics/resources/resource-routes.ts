import { analyticsRoutes } from '@minjiang/shared/analytics';
import { localDay } from '@minjiang/shared/kernel';
import { organisationOf, route, type BoundRoute } from '../../platform/index.ts';
import type { ResourceDeps } from './resource-deps.ts';
import { resourceDetail } from './resource-detail.ts';
import { listResources } from './resource-queries.ts';

/** How digital resources are used, for the institution that they belong to. */
export const resourceRoutes = ({ db, clock }: ResourceDeps): BoundRoute[] => [
  route(analyticsRoutes.listResources, ({ actor, query }) =>
    db.snapshot(async (sql) => {
      const of = { organisationId: organisationOf(actor), today: localDay(await clock.now(sql)) };
      return listResources(sql, of, query);
    }),
  ),
  route(analyticsRoutes.getResource, ({ actor, params }) =>
    db.snapshot(async (sql) => ({
      resource: await resourceDetail(sql, params.resourceId, organisationOf(actor), await clock.now(sql)),
    })),
  ),
];
