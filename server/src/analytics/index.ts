import { localDay } from '@minjiang/shared/kernel';
import type { BoundRoute, Log, Metrics, SubjectResolver } from '../platform/index.ts';
import { figuresRoutes, type FiguresDeps } from './figures/figures-routes.ts';
import { compareFigures } from './rollups/compare-figures.ts';
import type { ResourceDeps } from './resources/resource-deps.ts';
import { organisationOfResource } from './resources/resource-queries.ts';
import { resourceRoutes } from './resources/resource-routes.ts';
import { sumResources } from './resources/sum-resources.ts';
import { countClasses } from './rollups/count-courses.ts';
import { rollUp } from './rollups/roll-up.ts';

export { classSources, type ClassSourcesDeps } from './export-sources/class-sources.ts';
export { figureSource } from './export-sources/figure-source.ts';
export { resourceSource } from './export-sources/resource-source.ts';
export type {
  ExportScope,
  ExportSource,
  OpenedExport,
  SourceColumn,
  SourceRow,
} from './export-sources/source.ts';
export { makeExports, type Exports } from './exports/exports.ts';
export type { ExportDeps } from './exports/export-deps.ts';
export { makeDashboards, type DashboardDeps } from './dashboard/dashboard-routes.ts';
export { analyticsMigrations } from './migrations.ts';
export { compareWhole } from './rollups/compare-figures.ts';

export interface AnalyticsDeps extends FiguresDeps {
  readonly versions: FiguresDeps['versions'] & ResourceDeps['versions'];
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'counter'>;
}

export interface Analytics {
  readonly routes: BoundRoute[];
  readonly subjects: { readonly resource: SubjectResolver };
  /** Brings the sums up to now; call every few minutes in a worker. @returns days of enrolments that were counted */
  readonly rollUp: () => Promise<number>;
  /** Adds sealed runs to the use of resources; call every few minutes in a worker. @returns how many */
  readonly sumResources: () => Promise<number>;
  /**
   * Compares the sums of the settled days of some weeks with their runs, once a night; call every hour in a worker.
   * @returns how many differ
   */
  readonly compareDue: () => Promise<number>;
}

/** Three o'clock in the night. */
const beginsAtMs = 3 * 3_600_000;

/** Sums over the ledger for classes, programmes, institutions, employers and regions. */
export function makeAnalytics(deps: AnalyticsDeps): Analytics {
  const differing = deps.metrics.counter(
    'minjiang_figures_differing',
    'Sums that were found to differ from their runs',
    ['level'],
  );
  let comparedOn = '';
  return {
    routes: [...figuresRoutes(deps), ...resourceRoutes(deps)],
    subjects: { resource: (resourceId) => organisationOfResource(deps.db.sql, resourceId) },
    rollUp: () => rollUp(deps),
    sumResources: () => sumResources(deps),
    async compareDue() {
      const night = localDay((await deps.clock.now(deps.db.sql)) - beginsAtMs);
      if (comparedOn === night) return 0;
      await rollUp(deps);
      await deps.db.transaction(({ sql }) => countClasses(sql, '2000-01-01', deps));
      const found = await compareFigures(deps);
      for (const { level, ...difference } of found) {
        differing.inc({ level });
        deps.log.error({ level, ...difference }, 'a figure is not the sum of its runs');
      }
      comparedOn = night;
      return found.length;
    },
  };
}
