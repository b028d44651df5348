import type { Sql } from '../../platform/index.ts';
import { isDone } from '../ledger/finish.ts';
import type { Interval } from '../ledger/intervals.ts';
import type { PlaceOfContent } from './correction-queries.ts';

/** Stores what of a content an account has earned now; nothing earned leaves no row, so that the next is the first. */
export async function writeEarned(
  sql: Sql,
  accountId: string,
  first: PlaceOfContent,
  intervals: readonly Interval[],
): Promise<void> {
  if (intervals.length === 0) {
    await sql('DELETE FROM learning_earned WHERE account_id = $1 AND content_key = $2', [
      accountId,
      first.contentKey,
    ]);
    return;
  }
  await sql(
    `INSERT INTO learning_earned (account_id, content_key, intervals, first_programme_version_id, first_lesson_id)
     VALUES ($1, $2, $3::jsonb, $4, $5)
     ON CONFLICT (account_id, content_key) DO UPDATE SET intervals = excluded.intervals`,
    [accountId, first.contentKey, JSON.stringify(intervals), first.programmeVersionId, first.lessonId],
  );
}

interface Reached {
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly frontierMs: number;
  readonly durationMs: number;
}

/** Judges again whether lessons of one content are done, wherever that content is used. */
export async function judgeDone(
  sql: Sql,
  accountId: string,
  places: readonly PlaceOfContent[],
  earned: readonly Interval[],
  now: number,
): Promise<void> {
  const rows = await sql<Reached>(
    `SELECT enrolment_id AS "enrolmentId", lesson_id AS "lessonId", frontier_ms AS "frontierMs",
       duration_ms AS "durationMs"
     FROM learning_progress
     WHERE account_id = $1 AND (enrolment_id, lesson_id) IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))`,
    [accountId, places.map(({ enrolmentId }) => enrolmentId), places.map(({ lessonId }) => lessonId)],
  );
  await sql(
    `UPDATE learning_progress p
     SET done_at = CASE WHEN r.done THEN coalesce(p.done_at, to_timestamp($2::float8 / 1000)) END
     FROM unnest($3::uuid[], $4::uuid[], $5::boolean[]) AS r(enrolment_id, lesson_id, done)
     WHERE p.account_id = $1 AND p.enrolment_id = r.enrolment_id AND p.lesson_id = r.lesson_id
       AND (p.done_at IS NOT NULL) <> r.done`,
    [
      accountId,
      now,
      rows.map(({ enrolmentId }) => enrolmentId),
      rows.map(({ lessonId }) => lessonId),
      rows.map(({ frontierMs, durationMs }) => isDone(frontierMs, earned, durationMs)),
    ],
  );
}
