import type { RatingReport } from '@minjiang/shared/learning';
import { newId } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Actor, type Sql, type Tx } from '../../platform/index.ts';
import type { RatingDeps } from './rating-deps.ts';

/** Of one account; more is a campaign. */
const reportsADay = 20;
const dayMs = 86_400_000;

export interface Reported {
  readonly ratingId: string;
  /** The programme under which the reader met it. */
  readonly programmeId: string;
  readonly by: 'learner' | 'institution';
}

/**
 * Reports the text of a rating as it was read; the moderators look at what was reported first.
 * @throws Problem not-found (also where there is no text to read, or it is one's own), conflict when it was changed
 * since, already-reported, rating-too-often
 */
export async function reportRating(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  { ratingId, programmeId, by }: Reported,
  { version, reason, note }: RatingReport,
  { sealing }: Pick<RatingDeps, 'sealing'>,
): Promise<void> {
  const [found] = await tx.sql<{ version: number }>(
    `SELECT version FROM learning_ratings WHERE id = $1 AND programme_id = $2 AND account_id <> $3
       AND withdrawn_at IS NULL AND hidden_at IS NULL AND text_sealed IS NOT NULL FOR UPDATE`,
    [ratingId, programmeId, accountId],
  );
  if (!found) throw new Problem('not-found');
  if (found.version !== version) throw new Problem('conflict');
  await assertSeldom(tx.sql, accountId, now);
  const made = await tx.sql(
    `INSERT INTO learning_rating_reports (id, rating_id, version, reporter_id, reported_by, reason, note_sealed, reported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))
     ON CONFLICT (rating_id, version, reporter_id) DO NOTHING RETURNING id`,
    [newId(), ratingId, version, accountId, by, reason, note === null ? null : sealing.seal(note), now],
  );
  if (made.length === 0) throw new Problem('already-reported');
  await tx.sql(
    `UPDATE learning_ratings SET open_reports = open_reports + 1,
       waiting_since = coalesce(waiting_since, to_timestamp($2::float8 / 1000)) WHERE id = $1`,
    [ratingId, now],
  );
  const event = { kind: 'learning.rating-reported', actorId: accountId, subjectKind: 'rating' };
  await appendEvent(tx, { ...event, subjectId: ratingId, data: { reason, version } }, now);
}

async function assertSeldom(sql: Sql, accountId: string, now: number): Promise<void> {
  const [lately] = await sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM learning_rating_reports
     WHERE reporter_id = $1 AND reported_at > to_timestamp($2::float8 / 1000)`,
    [accountId, now - dayMs],
  );
  if (lately!.count >= reportsADay) throw new Problem('rating-too-often');
}
