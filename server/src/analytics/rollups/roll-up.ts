import { addDays, localDay } from '@minjiang/shared/kernel';
import { alone, type Clock, type Database, type Sql } from '../../platform/index.ts';
import type { FigureSources } from '../ports.ts';
import { countClasses, countFinished } from './count-courses.ts';
import { byCourse, countDays, type ChangedDays } from './count-days.ts';
import { lessonsOfCourses } from './lessons-of-courses.ts';
import { writeDays, type Belonging } from './write-days.ts';

export interface RollUpDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly versions: FigureSources['versions'];
  readonly organisations: Pick<FigureSources['organisations'], 'regionsOf'>;
}

const rollUpLock = 727_211;
/** A beat carries the time at which its batch began; its commit comes later, but never by as much as this. */
const overlapMs = 60_000;
const atOnce = 500;
/** Classes that ended longer ago are counted at night alone. */
const countedDays = 31;

/**
 * Brings every sum up to now from the days that changed. Days of enrolments are counted whole, so that doing it twice
 * changes nothing. @returns days of enrolments that were counted
 */
export function rollUp(deps: RollUpDeps): Promise<number> {
  const { db, clock } = deps;
  return alone(db.pool, rollUpLock, async () => {
    const asOf = await clock.now(db.sql);
    const [last] = await db.sql<{ asOf: Date }>('SELECT as_of AS "asOf" FROM analytics_as_of');
    const since = last ? last.asOf.getTime() - overlapMs : 0;
    const firstDay = last ? addDays(localDay(since), -1) : '2000-01-01';
    const counted =
      (await countQueued(deps)) +
      (await countBeating(deps, since, firstDay)) +
      (last ? await countEmployed(deps, firstDay) : 0);
    await db.transaction(({ sql }) =>
      countClasses(sql, last ? addDays(localDay(asOf), -countedDays) : '2000-01-01', deps),
    );
    await db.sql(
      `INSERT INTO analytics_as_of (as_of) VALUES (to_timestamp($1::float8 / 1000))
       ON CONFLICT (one) DO UPDATE SET as_of = excluded.as_of`,
      [asOf],
    );
    return counted;
  });
}

/** Days that the ledger noted: older ones, and those of corrections. */
async function countQueued(deps: RollUpDeps): Promise<number> {
  for (let counted = 0; ;) {
    const taken = await deps.db.transaction(async ({ sql }) => {
      const rows = await sql<{ accountId: string; day: string }>(
        `DELETE FROM learning_changed_days WHERE id IN (SELECT id FROM learning_changed_days ORDER BY id LIMIT ${atOnce})
         RETURNING account_id AS "accountId", day::text AS day`,
      );
      const days = new Map(rows.map(({ accountId, day }) => [`${accountId} ${day}`, { accountId, day }]));
      counted += await count(
        sql,
        [...days.values()].map(({ accountId, day }) => ({ accountId, fromDay: day, toDay: day })),
        deps,
      );
      return rows.length;
    });
    if (taken < atOnce) return counted;
  }
}

/** The present days of everybody who has studied since. */
async function countBeating(deps: RollUpDeps, since: number, fromDay: string): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (let counted = 0; ;) {
    const rows = await deps.db.sql<{ accountId: string }>(
      `SELECT account_id AS "accountId" FROM learning_leases
       WHERE last_beat_at >= to_timestamp($1::float8 / 1000) AND account_id > $2 ORDER BY account_id LIMIT ${atOnce}`,
      [since, after],
    );
    const changed = rows.map(({ accountId }) => ({ accountId, fromDay, toDay: '9999-12-31' }));
    counted += await deps.db.transaction(({ sql }) => count(sql, changed, deps));
    if (rows.length < atOnce) return counted;
    after = rows.at(-1)!.accountId;
  }
}

/** Days on which an employer began: time of the same day may be counted for nobody yet. */
async function countEmployed(deps: RollUpDeps, fromDay: string): Promise<number> {
  const changed = await deps.db.sql<ChangedDays>(
    `SELECT DISTINCT r.account_id AS "accountId", e.from_day::text AS "fromDay", e.from_day::text AS "toDay"
     FROM classes_employers e JOIN classes_roster r USING (enrolment_id) WHERE e.from_day >= $1::date`,
    [fromDay],
  );
  return deps.db.transaction(({ sql }) => count(sql, changed, deps));
}

async function count(sql: Sql, changed: readonly ChangedDays[], deps: RollUpDeps): Promise<number> {
  if (changed.length === 0) return 0;
  const lessons = await countDays(sql, changed);
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  const versions = await deps.versions.versions(sql, distinct(lessons.map(({ versionId }) => versionId)));
  const placed = lessonsOfCourses(versions.values());
  const days = byCourse(lessons, placed);
  const regions = await deps.organisations.regionsOf(sql, distinct(days.map((day) => day.institutionId)));
  const belonging = (day: (typeof days)[number]): Belonging => ({
    programmeId: versions.get(day.versionId ?? '')?.programmeId ?? null,
    regionCode: regions.get(day.institutionId) ?? null,
  });
  await writeDays(
    sql,
    days.map((day) => ({ ...day, ...belonging(day) })),
  );
  await countFinished(sql, distinct(days.map(({ enrolmentId }) => enrolmentId)), placed);
  return days.length;
}
