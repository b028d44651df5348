import type { Sql } from '../../platform/index.ts';

/** Whose employee a learner of a class is from now on; nobody's, also when he is removed. */
export interface Employment {
  readonly enrolmentId: string;
  readonly employerId: string | null;
}

/**
 * Settles from which day on enrolments have their employers; the caller holds their rows. A day belongs to one
 * employer: where there was another today, the new one begins tomorrow, so that nobody sees time that was earned under
 * somebody else.
 */
export async function settleEmployers(sql: Sql, given: readonly Employment[], today: string): Promise<void> {
  const values = [given.map((each) => each.enrolmentId), given.map((each) => each.employerId), today];
  for (const statement of [forgetUnbegun, endOrGoOn, begin]) await sql(statement, values);
}

const settled = 'unnest($1::uuid[], $2::uuid[]) AS g(enrolment_id, employer_id)';

const forgetUnbegun = `
DELETE FROM classes_employers e USING ${settled} WHERE e.enrolment_id = g.enrolment_id AND e.from_day > $3::date`;

const endOrGoOn = `
UPDATE classes_employers e SET to_day = CASE WHEN e.employer_id = g.employer_id THEN NULL ELSE $3::date END
FROM ${settled} WHERE e.enrolment_id = g.enrolment_id AND (e.to_day IS NULL OR e.to_day >= $3::date)`;

const begin = `
INSERT INTO classes_employers (enrolment_id, employer_id, from_day)
SELECT g.enrolment_id, g.employer_id, CASE WHEN EXISTS (
    SELECT FROM classes_employers e WHERE e.enrolment_id = g.enrolment_id AND e.to_day = $3::date
  ) THEN $3::date + 1 ELSE $3::date END
FROM ${settled} WHERE g.employer_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM classes_employers e WHERE e.enrolment_id = g.enrolment_id AND e.to_day IS NULL)`;
