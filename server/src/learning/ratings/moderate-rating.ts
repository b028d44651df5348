import { newId, type BodyOf } from '@minjiang/shared/kernel';
import type { learningRoutes } from '@minjiang/shared/learning';
import { appendEvent, Problem, type Actor, type Tx } from '../../platform/index.ts';
import type { RatingDeps } from './rating-deps.ts';

/**
 * Hides the text of a rating, which its author is told, or lets it be read, and answers every report of it. The decision is about the version
 * that was read. @throws Problem not-found, conflict when the author changed it meanwhile
 */
export async function moderateRating(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  ratingId: string,
  { version, decision, reason }: BodyOf<typeof learningRoutes.moderateRating>,
  { sealing, notify }: Pick<RatingDeps, 'sealing' | 'notify'>,
): Promise<void> {
  const [found] = await tx.sql<{ version: number; hidden: boolean; authorId: string; enrolmentId: string }>(
    `SELECT version, hidden_at IS NOT NULL AS hidden, account_id AS "authorId", enrolment_id AS "enrolmentId"
     FROM learning_ratings WHERE id = $1 FOR UPDATE`,
    [ratingId],
  );
  if (!found) throw new Problem('not-found');
  if (found.version !== version) throw new Problem('conflict');
  const at = 'to_timestamp($2::float8 / 1000)';
  const sealed = sealing.seal(reason);
  await tx.sql(
    `INSERT INTO learning_rating_decisions (id, rating_id, version, decision, reason_sealed, decided_by, decided_at)
     VALUES ($1, $3, $4, $5, $6, $7, ${at})`,
    [newId(), now, ratingId, version, decision, sealed, accountId],
  );
  await tx.sql(
    `UPDATE learning_rating_reports SET answered_at = ${at} WHERE rating_id = $1 AND answered_at IS NULL`,
    [ratingId, now],
  );
  await tx.sql(
    `UPDATE learning_ratings SET open_reports = 0, waiting_since = NULL,
       hidden_at = CASE WHEN $3 THEN ${at} END, hidden_reason_sealed = $4 WHERE id = $1`,
    [ratingId, now, decision === 'hide', decision === 'hide' ? sealed : null],
  );
  if (decision === 'hide' && !found.hidden) {
    const params = { enrolmentId: found.enrolmentId };
    await notify(
      tx.sql,
      [{ accountId: found.authorId, template: 'rating-hidden', params, expiresAt: null }],
      now,
    );
  }
  const kind = decision === 'hide' ? 'learning.rating-hidden' : 'learning.rating-shown';
  const event = { kind, actorId: accountId, subjectKind: 'rating', subjectId: ratingId };
  await appendEvent(tx, { ...event, data: { version } }, now);
}
