import { analyticsRoutes } from '@minjiang/shared/analytics';
import { role } from '@minjiang/shared/identity';
import { localDay } from '@minjiang/shared/kernel';
import { route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import { firstScreenOf, type DashboardSources } from './first-screens.ts';

export interface DashboardDeps extends DashboardSources {
  readonly db: Database;
  readonly clock: Clock;
}

/** What somebody sees first, by the role that he has now; all of it of one instant. */
export const makeDashboards = ({ db, clock, ...from }: DashboardDeps): { readonly routes: BoundRoute[] } => ({
  routes: [
    route(analyticsRoutes.readDashboard, ({ actor }) =>
      db.snapshot(async (sql) => {
        const now = await clock.now(sql);
        const asked = { sql, now, from };
        const screen = await firstScreenOf(role.parse(actor.role), actor.organisationId, asked);
        return {
          asOf: new Date(now).toISOString(),
          today: localDay(now),
          figures: [...screen.figures],
          imports: [...(screen.imports ?? [])],
          classes: [...screen.classes],
        };
      }),
    ),
  ],
});
