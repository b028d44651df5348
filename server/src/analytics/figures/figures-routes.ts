import {
  analyticsRoutes,
  daysOf,
  periodBefore,
  periodFault,
  periodOf,
  type BucketLength,
  type Period,
} from '@minjiang/shared/analytics';
import { localDay } from '@minjiang/shared/kernel';
import { Problem, route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import type { FigureSources } from '../ports.ts';
import { attentionOf } from './attention-queries.ts';
import { figuresOf, summedUpTo } from './figures-queries.ts';
import { sightOf } from './figures-policy.ts';
import { ownFiguresOf } from './own-figures.ts';
import { findPlace } from './place.ts';
import { runsOf } from './run-queries.ts';

export interface FiguresDeps extends FigureSources {
  readonly db: Database;
  readonly clock: Clock;
}

/** Learning time of what the caller may see, and of himself. */
export function figuresRoutes(deps: FiguresDeps): BoundRoute[] {
  const { db, clock } = deps;
  return [
    route(analyticsRoutes.readFigures, ({ actor, query }) =>
      db.snapshot(async (sql) => {
        const now = await clock.now(sql);
        const period = askedPeriod(query, now, query.by);
        const found = await findPlace(sql, sightOf(actor), query, deps);
        return figuresOf(sql, found, { ...query, period, now }, deps);
      }),
    ),
    route(analyticsRoutes.readFigureAttention, ({ actor }) =>
      db.snapshot(async (sql) => {
        const items = await attentionOf(sql, sightOf(actor), localDay(await clock.now(sql)));
        return { asOf: await summedUpTo(sql), items };
      }),
    ),
    route(analyticsRoutes.listFigureRuns, ({ actor, query }) =>
      db.snapshot(async (sql) => {
        const now = await clock.now(sql);
        const period = askedPeriod(query, now, 'month');
        const { place, trail } = await findPlace(sql, sightOf(actor), query, deps);
        if (place.level !== 'lesson') throw new Problem('not-found');
        const page = await runsOf(sql, place, period, query);
        return { ...page, trail, asOf: new Date(now).toISOString() };
      }),
    ),
    route(analyticsRoutes.myFigures, ({ actor, query }) =>
      db.snapshot(async (sql) => {
        const now = await clock.now(sql);
        const period = askedPeriod(query, now, query.by);
        const figures = await ownFiguresOf(sql, actor.accountId, period, query.by, deps);
        return {
          ...figures,
          asOf: new Date(now).toISOString(),
          period: { ...period, days: daysOf(period) },
          before: { ...periodBefore(period), ...figures.before },
        };
      }),
    ),
  ];
}

/** @throws Problem invalid, which names the field */
export function askedPeriod(
  given: { from?: string | undefined; to?: string | undefined },
  now: number,
  by: BucketLength,
): Period {
  const period = periodOf(given, localDay(now));
  const fault = periodFault(period, by);
  if (fault) throw new Problem('invalid', { errors: [{ in: 'query', message: fault.code, ...fault }] });
  return period;
}
