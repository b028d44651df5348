import type { Sql } from '../../platform/index.ts';
import type { CountedDay } from './count-days.ts';

export interface Belonging {
  readonly programmeId: string | null;
  /** Of the institution; what stood when a day was first counted stays. */
  readonly regionCode: string | null;
}

/** Writes days of enrolments by course, each day with all its courses, and moves every sum that they are part of by the difference. */
export async function writeDays(sql: Sql, days: readonly (CountedDay & Belonging)[]): Promise<void> {
  if (days.length > 0) await sql(write, [JSON.stringify(days)]);
}

export const levels = [
  'class',
  'programme',
  'institution',
  'employer',
  'region',
  'region-institution',
  'employer-class',
  'institution-course',
  'employer-course',
] as const;

/** The levels of which a day of an enrolment is a part, by the row's alias. */
export const levelsOf = (
  row: string,
) => `(VALUES ('class', ${row}.class_id::text), ('programme', ${row}.programme_id::text),
  ('institution', ${row}.institution_id::text), ('employer', ${row}.employer_id::text), ('region', ${row}.region_code),
  ('region-institution', ${row}.region_code || ' ' || ${row}.institution_id),
  ('employer-class', ${row}.employer_id || ' ' || ${row}.class_id),
  ('institution-course', ${row}.institution_id || ' ' || nullif(${row}.course_id, '')),
  ('employer-course', ${row}.employer_id || ' ' || nullif(${row}.course_id, ''))
) AS l(level, subject)`;

const columns = `enrolment_id, day, course_id, class_id, programme_id, institution_id, employer_id, region_code,
  credited_ms, raw_ms`;

const sameRow = (one: string, other: string) =>
  ['enrolment_id', 'day', 'course_id'].map((key) => `${one}.${key} = ${other}.${key}`).join(' AND ');

const write = `
WITH given AS (
  SELECT "enrolmentId" AS enrolment_id, day, "courseId" AS course_id, "classId" AS class_id,
    "programmeId" AS programme_id, "institutionId" AS institution_id, "employerId" AS employer_id,
    "regionCode" AS region_code, "creditedMs" AS credited_ms, "rawMs" AS raw_ms
  FROM jsonb_to_recordset($1::jsonb) AS r("enrolmentId" uuid, day date, "courseId" text, "classId" uuid,
    "programmeId" uuid, "institutionId" uuid, "employerId" uuid, "regionCode" text, "creditedMs" bigint, "rawMs" bigint)
), before AS (
  SELECT f.* FROM analytics_enrolment_days f JOIN (SELECT DISTINCT enrolment_id, day FROM given) g USING (enrolment_id, day)
), dated AS (
  SELECT DISTINCT ON (enrolment_id, day) enrolment_id, day, region_code FROM before ORDER BY 1, 2
), placed AS (
  SELECT g.enrolment_id, g.day, g.course_id, g.class_id, g.programme_id, g.institution_id, g.employer_id,
    CASE WHEN d.day IS NULL THEN g.region_code ELSE d.region_code END AS region_code, g.credited_ms, g.raw_ms
  FROM given g LEFT JOIN dated d USING (enrolment_id, day)
), written AS (
  INSERT INTO analytics_enrolment_days AS f (${columns}) SELECT ${columns} FROM placed
  ON CONFLICT (enrolment_id, day, course_id) DO UPDATE SET employer_id = excluded.employer_id,
    credited_ms = excluded.credited_ms, raw_ms = excluded.raw_ms
  WHERE (f.employer_id, f.credited_ms, f.raw_ms) IS DISTINCT FROM
    (excluded.employer_id, excluded.credited_ms, excluded.raw_ms)
  RETURNING ${columns}
), gone AS (
  DELETE FROM analytics_enrolment_days f USING before
  WHERE ${sameRow('f', 'before')} AND NOT EXISTS (SELECT FROM given g WHERE ${sameRow('g', 'before')})
  RETURNING f.enrolment_id, f.day, f.course_id
), moved AS (
  SELECT ${columns}, 1 AS sign FROM written
  UNION ALL
  SELECT ${columns}, -1 FROM before WHERE EXISTS (SELECT FROM written w WHERE ${sameRow('w', 'before')})
    OR EXISTS (SELECT FROM gone g WHERE ${sameRow('g', 'before')})
)
INSERT INTO analytics_days AS d (level, subject, day, credited_ms, raw_ms)
SELECT l.level, l.subject, m.day, sum(m.sign * m.credited_ms), sum(m.sign * m.raw_ms)
FROM moved m CROSS JOIN LATERAL ${levelsOf('m')} WHERE l.subject IS NOT NULL GROUP BY 1, 2, 3
ON CONFLICT (level, subject, day) DO UPDATE SET credited_ms = d.credited_ms + excluded.credited_ms,
  raw_ms = d.raw_ms + excluded.raw_ms`;
