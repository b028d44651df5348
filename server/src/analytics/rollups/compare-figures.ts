import { addDays, localDay } from '@minjiang/shared/kernel';
import type { Clock, Database } from '../../platform/index.ts';
import type { FigureSources } from '../ports.ts';
import { lessonsOfCourses } from './lessons-of-courses.ts';
import { levelsOf, type levels } from './write-days.ts';

/** A sum that is not that of its runs. */
export interface FigureDifference {
  readonly level: 'lesson-days' | 'learner' | 'enrolment' | (typeof levels)[number];
  readonly subject: string;
  readonly day: string;
  readonly runsCreditedMs: number;
  readonly runsRawMs: number;
  readonly shownCreditedMs: number;
  readonly shownRawMs: number;
}

interface Compared {
  readonly db: Database;
  readonly clock: Clock;
  readonly versions: FigureSources['versions'];
}

const daysBack = 40;
const mostNamed = 200;

/**
 * Compares every level with the runs themselves, at one instant, for the days that are settled: up to the day before
 * yesterday as of the last summing up, the wider levels without days on which something waits to be counted again.
 * @param back days before today; without a number all of them
 * @returns the first differences of all levels
 */
export async function compareFigures(
  { db, clock, versions }: Compared,
  back: number | null = daysBack,
): Promise<FigureDifference[]> {
  return db.snapshot(async (sql) => {
    const [last] = await sql<{ asOf: Date }>('SELECT as_of AS "asOf" FROM analytics_as_of');
    if (!last) return [];
    const from = back === null ? '2000-01-01' : addDays(localDay(await clock.now(sql)), -back);
    const to = addDays(localDay(last.asOf.getTime()), -2);
    const pinned = await sql<{ id: string }>(pinnedVersions, [from, to]);
    const placed = lessonsOfCourses(
      (
        await versions.versions(
          sql,
          pinned.map(({ id }) => id),
        )
      ).values(),
    );
    return sql<FigureDifference>(compare, [from, to, JSON.stringify(placed)]);
  });
}

const settled = (row: string) => `${row}.day BETWEEN $1::date AND $2::date`;

const byEnrolment = (row: string) => `concat_ws(' ', ${row}.enrolment_id, nullif(${row}.course_id, ''))`;

const pinnedVersions = `
SELECT DISTINCT r.programme_version_id AS id FROM classes_roster r
JOIN (SELECT DISTINCT enrolment_id FROM learning_runs u WHERE ${settled('u')}) u USING (enrolment_id)
WHERE r.programme_version_id IS NOT NULL`;

const compare = `
WITH runs AS (
  SELECT r.account_id, r.enrolment_id, r.lesson_id, r.day,
    coalesce(sum(r.ms) FILTER (WHERE r.verdict = 'credited'), 0) AS credited_ms, sum(r.ms) AS raw_ms
  FROM learning_runs r WHERE ${settled('r')} GROUP BY 1, 2, 3, 4
), by_course AS (
  SELECT u.enrolment_id, u.day, coalesce(l."courseId", '') AS course_id, r.class_id, r.organisation_id AS institution_id,
    sum(u.credited_ms) AS credited_ms, sum(u.raw_ms) AS raw_ms
  FROM runs u JOIN classes_roster r USING (enrolment_id)
  LEFT JOIN jsonb_to_recordset($3::jsonb) AS l("versionId" uuid, "lessonId" uuid, "courseId" text)
    ON l."versionId" = r.programme_version_id AND l."lessonId" = u.lesson_id
  GROUP BY 1, 2, 3, 4, 5
), belonging AS (
  SELECT b.*, e.employer_id, f.programme_id, f.region_code
  FROM by_course b
  LEFT JOIN classes_employers e ON e.enrolment_id = b.enrolment_id AND b.day >= e.from_day
    AND (e.to_day IS NULL OR b.day <= e.to_day)
  LEFT JOIN analytics_enrolment_days f ON f.enrolment_id = b.enrolment_id AND f.day = b.day AND f.course_id = b.course_id
), expected AS (
  SELECT 'lesson-days' AS level, enrolment_id::text AS subject, day, sum(credited_ms) AS credited_ms, sum(raw_ms) AS raw_ms
  FROM runs GROUP BY enrolment_id, day
  UNION ALL
  SELECT 'learner', account_id::text, day, sum(credited_ms), sum(raw_ms) FROM runs GROUP BY account_id, day
  UNION ALL
  SELECT 'enrolment', ${byEnrolment('b')}, b.day, b.credited_ms, b.raw_ms FROM belonging b
  UNION ALL
  SELECT l.level, l.subject, b.day, sum(b.credited_ms), sum(b.raw_ms)
  FROM belonging b CROSS JOIN LATERAL ${levelsOf('b')} WHERE l.subject IS NOT NULL GROUP BY 1, 2, 3
), shown AS (
  SELECT 'lesson-days' AS level, d.enrolment_id::text AS subject, d.day,
    coalesce(sum(d.ms) FILTER (WHERE d.verdict = 'credited'), 0) AS credited_ms, sum(d.ms) AS raw_ms
  FROM learning_lesson_days d WHERE ${settled('d')} GROUP BY 2, 3
  UNION ALL
  SELECT 'learner', d.account_id::text, d.day, d.credited_ms, d.credited_ms + d.refused_ms
  FROM learning_days d WHERE ${settled('d')}
  UNION ALL
  SELECT 'enrolment', ${byEnrolment('d')}, d.day, d.credited_ms, d.raw_ms
  FROM analytics_enrolment_days d WHERE ${settled('d')}
  UNION ALL
  SELECT d.level, d.subject, d.day, d.credited_ms, d.raw_ms FROM analytics_days d WHERE ${settled('d')}
)
SELECT level, subject, day::text AS day, coalesce(e.credited_ms, 0)::float8 AS "runsCreditedMs",
  coalesce(e.raw_ms, 0)::float8 AS "runsRawMs", coalesce(s.credited_ms, 0)::float8 AS "shownCreditedMs",
  coalesce(s.raw_ms, 0)::float8 AS "shownRawMs"
FROM expected e FULL JOIN shown s USING (level, subject, day)
WHERE (coalesce(e.credited_ms, 0) <> coalesce(s.credited_ms, 0) OR coalesce(e.raw_ms, 0) <> coalesce(s.raw_ms, 0))
  AND (level IN ('lesson-days', 'learner') OR NOT EXISTS (SELECT FROM learning_changed_days w WHERE w.day = coalesce(e.day, s.day)))
ORDER BY 1, 2, 3 LIMIT ${mostNamed}`;

const describeDifference = (found: FigureDifference): string =>
  `FIGURES: ${found.level} ${found.subject}, ${found.day}: ${found.shownCreditedMs} of ${found.shownRawMs} ms credited shown, ` +
  `${found.runsCreditedMs} of ${found.runsRawMs} ms in the runs`;

/** The same over the whole ledger, where its sums exist at all. @returns a line for each difference */
export async function compareWhole(deps: Compared): Promise<string[]> {
  const [made] = await deps.db.sql<{ is: boolean }>(`SELECT to_regclass('analytics_days') IS NOT NULL AS is`);
  return made?.is ? (await compareFigures(deps, null)).map(describeDifference) : [];
}
