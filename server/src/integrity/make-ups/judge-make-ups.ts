import type { Sql } from '../../platform/index.ts';
import type { Ledger } from '../ports.ts';

/** So much of the cancelled media may stay unearned, as at the end of a lesson. */
const lackingShare = 0.05;

export interface DueMakeUp {
  readonly enrolmentId: string;
  readonly checkId: string;
  readonly lessonId: string;
  readonly contentKey: string;
  readonly intervals: readonly (readonly [from: number, to: number])[];
}

/** Whether what was cancelled counts as earned again. */
export function isMadeUp(intervals: DueMakeUp['intervals'], lackingMs: number): boolean {
  const whole = intervals.reduce((sum, [from, to]) => sum + to - from, 0);
  return lackingMs <= Math.max(1000, lackingShare * whole);
}

/** Marks what an account has earned again as done. @returns what is still due */
export async function judgeMakeUps(
  sql: Sql,
  accountId: string,
  { lackingOf }: Pick<Ledger, 'lackingOf'>,
): Promise<DueMakeUp[]> {
  const due = await sql<DueMakeUp>(
    `SELECT enrolment_id AS "enrolmentId", check_id AS "checkId", lesson_id AS "lessonId", content_key AS "contentKey", intervals
     FROM integrity_make_ups WHERE account_id = $1 AND state = 'due' ORDER BY check_id, lesson_id`,
    [accountId],
  );
  const lacking = await lackingOf(sql, accountId, due);
  const isDone = due.map(({ intervals }, i) => isMadeUp(intervals, lacking[i]!));
  const done = due.filter((_each, i) => isDone[i]);
  if (done.length > 0) {
    await sql(
      `UPDATE integrity_make_ups SET state = 'done' WHERE state = 'due'
         AND (check_id, lesson_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`,
      [done.map(({ checkId }) => checkId), done.map(({ lessonId }) => lessonId)],
    );
  }
  return due.filter((_each, i) => !isDone[i]);
}
