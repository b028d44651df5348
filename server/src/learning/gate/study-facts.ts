import type { Sql } from '../../platform/index.ts';
import { lengthOf, subtract, type Interval } from '../ledger/intervals.ts';
import { earnedOf } from '../corrections/correction-queries.ts';
import type { GateOf } from './gate-store.ts';

/** The lessons that are done, by enrolment; one statement. */
export async function doneLessons(sql: Sql, of: readonly GateOf[]): Promise<Map<string, Set<string>>> {
  const rows = await sql<{ enrolmentId: string; lessonIds: string[] }>(
    `SELECT p.enrolment_id AS "enrolmentId", array_agg(p.lesson_id::text) AS "lessonIds"
     FROM unnest($1::uuid[], $2::uuid[]) AS of(account_id, enrolment_id)
     JOIN learning_progress p USING (account_id, enrolment_id) WHERE p.done_at IS NOT NULL GROUP BY 1`,
    [of.map(({ accountId }) => accountId), of.map(({ enrolmentId }) => enrolmentId)],
  );
  return new Map(rows.map(({ enrolmentId, lessonIds }) => [enrolmentId, new Set(lessonIds)]));
}

export interface MediaOf {
  readonly contentKey: string;
  readonly intervals: readonly Interval[];
}

/** How much of each an account has not earned, in whatever lesson or enrolment; milliseconds of media. */
export async function lackingOf(sql: Sql, accountId: string, media: readonly MediaOf[]): Promise<number[]> {
  if (media.length === 0) return [];
  const keys = [...new Set(media.map(({ contentKey }) => contentKey))];
  const earned = await earnedOf(sql, accountId, keys);
  return media.map(({ contentKey, intervals }) =>
    Math.ceil(lengthOf(subtract(intervals, earned.get(contentKey) ?? []))),
  );
}
