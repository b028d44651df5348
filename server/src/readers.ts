import {
  classSources,
  figureSource,
  makeAnalytics,
  makeDashboards,
  makeExports,
  resourceSource,
  type AnalyticsDeps,
  type ClassSourcesDeps,
  type DashboardDeps,
  type ExportDeps,
} from './analytics/index.ts';
import type { Identity } from './identity/index.ts';

type Base = Omit<ExportDeps, 'people' | 'sources'> & Pick<AnalyticsDeps, 'metrics'>;

export interface ReadersDeps extends Base {
  readonly identity: Identity;
  readonly catalog: AnalyticsDeps['versions'] & DashboardDeps['catalog'];
  readonly classes: ClassSourcesDeps['classes'] & DashboardDeps['classes'];
  readonly learning: ClassSourcesDeps['learning'] & DashboardDeps['learning'];
  readonly integrity: DashboardDeps['cases'];
}

/** What reads the figures of all others and is asked by none: sums, first screens, files. */
export function makeReaders({
  identity,
  catalog,
  classes,
  learning,
  integrity,
  metrics,
  ...base
}: ReadersDeps) {
  const { db, clock, log } = base;
  const sources = { versions: catalog, organisations: identity, people: identity };
  return {
    analytics: makeAnalytics({ db, clock, log, metrics, ...sources }),
    dashboards: makeDashboards({
      db,
      clock,
      catalog,
      classes,
      learning,
      machines: identity,
      cases: integrity,
    }),
    exports: makeExports({
      ...base,
      people: identity,
      sources: [...classSources({ classes, learning }), figureSource(sources), resourceSource()],
    }),
  };
}
