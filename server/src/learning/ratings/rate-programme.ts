import type { RatingInput } from '@minjiang/shared/learning';
import { newId } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Actor, type Sql, type Tx } from '../../platform/index.ts';
import { ratedProgramme } from './rated-programme.ts';
import type { RatingDeps } from './rating-deps.ts';

/** Who changes his mind oftener in one day is not rating. */
const versionsADay = 10;
const dayMs = 86_400_000;

interface Standing {
  readonly id: string;
  readonly stars: number;
  readonly textSealed: Buffer | null;
  readonly withdrawn: boolean;
}

/**
 * Writes the one rating of an account and a programme, or another version of it. The same words again change nothing;
 * a hidden text stays hidden until a moderator has read what it became.
 * @throws Problem not-found, rating-too-early with how much is missing, rating-too-often
 */
export async function rateProgramme(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  enrolmentId: string,
  { stars, text }: RatingInput,
  deps: RatingDeps,
): Promise<void> {
  const { progress, programmeId, versionId, enrolment } = await ratedProgramme(
    tx.sql,
    accountId,
    enrolmentId,
    deps,
  );
  if (enrolment.state === 'removed') throw new Problem('not-found');
  if (!progress.may) {
    const { creditedMs, neededMs } = progress;
    throw new Problem('rating-too-early', {
      params: { minutes: Math.ceil((neededMs - creditedMs) / 60_000) },
    });
  }
  const standing = await lockOwn(tx.sql, accountId, programmeId);
  const said = standing?.textSealed ? deps.sealing.open(standing.textSealed) : null;
  if (standing && !standing.withdrawn && standing.stars === stars && said === text) return;
  if (standing) await assertSeldom(tx.sql, standing.id, now);
  const sealed = text === null ? null : deps.sealing.seal(text);
  const [written] = await tx.sql<{ id: string; version: number }>(write, [
    newId(),
    accountId,
    programmeId,
    enrolmentId,
    versionId,
    enrolment.organisationId,
    stars,
    sealed,
    now,
  ]);
  const { id, version } = written!;
  await tx.sql(
    `INSERT INTO learning_rating_versions (rating_id, version, stars, text_sealed, written_at)
     VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))`,
    [id, version, stars, sealed, now],
  );
  const event = { kind: 'learning.rated', actorId: accountId, subjectKind: 'rating', subjectId: id };
  await appendEvent(tx, { ...event, data: { programmeId, version, stars } }, now);
}

/** The own rating, locked against every other change of it. */
export async function lockOwn(sql: Sql, accountId: string, programmeId: string): Promise<Standing | null> {
  const [found] = await sql<Standing>(
    `SELECT id, stars, text_sealed AS "textSealed", withdrawn_at IS NOT NULL AS withdrawn
     FROM learning_ratings WHERE account_id = $1 AND programme_id = $2 FOR UPDATE`,
    [accountId, programmeId],
  );
  return found ?? null;
}

async function assertSeldom(sql: Sql, ratingId: string, now: number): Promise<void> {
  const [lately] = await sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM learning_rating_versions
     WHERE rating_id = $1 AND written_at > to_timestamp($2::float8 / 1000)`,
    [ratingId, now - dayMs],
  );
  if (lately!.count >= versionsADay) throw new Problem('rating-too-often');
}

const write = `
INSERT INTO learning_ratings AS r (id, account_id, programme_id, enrolment_id, programme_version_id, organisation_id,
  version, stars, text_sealed, written_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, to_timestamp($9::float8 / 1000), to_timestamp($9::float8 / 1000))
ON CONFLICT (account_id, programme_id) DO UPDATE SET enrolment_id = excluded.enrolment_id,
  programme_version_id = excluded.programme_version_id, version = r.version + 1, stars = excluded.stars,
  text_sealed = excluded.text_sealed, changed_at = excluded.changed_at, withdrawn_at = NULL,
  waiting_since = CASE WHEN r.hidden_at IS NOT NULL OR r.open_reports > 0
    THEN coalesce(r.waiting_since, excluded.changed_at) END
RETURNING id, version`;
