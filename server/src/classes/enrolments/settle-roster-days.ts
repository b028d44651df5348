import type { EnrolmentState } from '@minjiang/shared/classes';
import type { Sql } from '../../platform/index.ts';

/**
 * Settles on which days learners are on the roster and may study, from how they stand now; the caller holds their rows.
 * Who leaves and comes back on one day was there all the time.
 */
export async function settleRosterDays(
  sql: Sql,
  enrolmentIds: readonly string[],
  state: EnrolmentState,
  today: string,
): Promise<void> {
  if (enrolmentIds.length === 0) return;
  if (state !== 'active') {
    await sql(leave, [enrolmentIds, today]);
    return;
  }
  await sql(comeBackToday, [enrolmentIds, today]);
  await sql(join, [enrolmentIds, today]);
}

const leave = `
UPDATE classes_roster_days SET to_day = $2::date WHERE enrolment_id = ANY($1::uuid[]) AND to_day IS NULL`;

const comeBackToday = `
UPDATE classes_roster_days SET to_day = NULL WHERE enrolment_id = ANY($1::uuid[]) AND to_day = $2::date`;

const join = `
INSERT INTO classes_roster_days (enrolment_id, from_day)
SELECT g.enrolment_id, $2::date FROM unnest($1::uuid[]) AS g(enrolment_id) WHERE NOT EXISTS (
  SELECT FROM classes_roster_days d WHERE d.enrolment_id = g.enrolment_id AND d.to_day IS NULL)`;
