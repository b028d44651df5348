import { appendEvent, Problem, type Actor, type Tx } from '../../platform/index.ts';
import { lockOwn } from './rate-programme.ts';
import { ratedProgramme } from './rated-programme.ts';
import type { RatingDeps } from './rating-deps.ts';

/**
 * Takes the own rating back, also after one was removed from the class: it is neither shown nor counted, and waits
 * for nobody. Its versions stay, as evidence of what was reported. @throws Problem not-found
 */
export async function withdrawRating(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  enrolmentId: string,
  deps: RatingDeps,
): Promise<void> {
  const { programmeId } = await ratedProgramme(tx.sql, accountId, enrolmentId, deps);
  const standing = await lockOwn(tx.sql, accountId, programmeId);
  if (!standing || standing.withdrawn) throw new Problem('not-found');
  const at = 'to_timestamp($2::float8 / 1000)';
  const [row] = await tx.sql<{ version: number }>(
    `UPDATE learning_ratings SET withdrawn_at = ${at}, changed_at = ${at}, version = version + 1, waiting_since = NULL
     WHERE id = $1 RETURNING version`,
    [standing.id, now],
  );
  await tx.sql(
    `INSERT INTO learning_rating_versions (rating_id, version, written_at) VALUES ($1, $3, ${at})`,
    [standing.id, now, row!.version],
  );
  const event = { kind: 'learning.rating-withdrawn', actorId: accountId, subjectKind: 'rating' };
  await appendEvent(tx, { ...event, subjectId: standing.id, data: { programmeId } }, now);
}
