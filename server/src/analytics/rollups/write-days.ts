import type { Sql } from '../../platform/index.ts';
import type { CountedDay } from './count-days.ts';

export interface Belonging {
  readonly programmeId: string | null;
  /** Of the institution; what stood when a day was first counted stays. */
  readonly regionCode: string | null;
}

/** Writes days of enrolments and moves every sum that they are part of by the difference. */
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
] as const;

/** The levels of which a day of an enrolment is a part, by the row's alias. */
export const levelsOf = (
  row: string,
) => `(VALUES ('class', ${row}.class_id::text), ('programme', ${row}.programme_id::text),
  ('institution', ${row}.institution_id::text), ('employer', ${row}.employer_id::text), ('region', ${row}.region_code),
  ('region-institution', ${row}.region_code || ' ' || ${row}.institution_id),
  ('employer-class', ${row}.employer_id || ' ' || ${row}.class_id)
) AS l(level, subject)`;

const columns = `enrolment_id, day, class_id, programme_id, institution_id, employer_id, region_code, credited_ms, raw_ms`;

const write = `
WITH given AS (
  SELECT "enrolmentId" AS enrolment_id, day, "classId" AS class_id, "programmeId" AS programme_id,
    "institutionId" AS institution_id, "employerId" AS employer_id, "regionCode" AS region_code,
    "creditedMs" AS credited_ms, "rawMs" AS raw_ms
  FROM jsonb_to_recordset($1::jsonb) AS r("enrolmentId" uuid, day date, "classId" uuid, "programmeId" uuid,
    "institutionId" uuid, "employerId" uuid, "regionCode" text, "creditedMs" bigint, "rawMs" bigint)
), before AS (
  SELECT f.* FROM analytics_enrolment_days f JOIN given USING (enrolment_id, day)
), written AS (
  INSERT INTO analytics_enrolment_days AS f (${columns}) SELECT ${columns} FROM given
  ON CONFLICT (enrolment_id, day) DO UPDATE SET employer_id = excluded.employer_id,
    credited_ms = excluded.credited_ms, raw_ms = excluded.raw_ms
  WHERE (f.employer_id, f.credited_ms, f.raw_ms) IS DISTINCT FROM
    (excluded.employer_id, excluded.credited_ms, excluded.raw_ms)
  RETURNING ${columns}
), moved AS (
  SELECT ${columns}, 1 AS sign FROM written
  UNION ALL
  SELECT ${columns}, -1 FROM before WHERE EXISTS (
    SELECT FROM written w WHERE w.enrolment_id = before.enrolment_id AND w.day = before.day)
)
INSERT INTO analytics_days AS d (level, subject, day, credited_ms, raw_ms)
SELECT l.level, l.subject, m.day, sum(m.sign * m.credited_ms), sum(m.sign * m.raw_ms)
FROM moved m CROSS JOIN LATERAL ${levelsOf('m')} WHERE l.subject IS NOT NULL GROUP BY 1, 2, 3
ON CONFLICT (level, subject, day) DO UPDATE SET credited_ms = d.credited_ms + excluded.credited_ms,
  raw_ms = d.raw_ms + excluded.raw_ms`;
