import type { Sql } from '../../platform/index.ts';

/** What was credited under some enrolments by local day, without days that have none; both ends included. */
export const creditedByDay = (
  sql: Sql,
  enrolmentIds: readonly string[],
  fromDay: string,
  toDay: string,
): Promise<{ enrolmentId: string; day: string; creditedMs: number }[]> =>
  sql(
    `SELECT enrolment_id AS "enrolmentId", day::text AS day, sum(ms)::float8 AS "creditedMs"
     FROM learning_lesson_days
     WHERE enrolment_id = ANY($1::uuid[]) AND day BETWEEN $2::date AND $3::date AND verdict = 'credited'
     GROUP BY enrolment_id, day HAVING sum(ms) > 0`,
    [enrolmentIds, fromDay, toDay],
  );
