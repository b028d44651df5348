import type { MyRating, Rating, RatingSummary } from '@minjiang/shared/learning';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import type { Sealing, Sql } from '../../platform/index.ts';
import { summaryOf } from './rating-rules.ts';
import type { RatingDeps } from './rating-deps.ts';

/** How the ratings of a programme are spread; the hidden text of a rating does not take its stars away. */
export async function ratingSummary(sql: Sql, programmeId: string): Promise<RatingSummary> {
  return summaryOf(
    await sql<{ stars: number; count: number }>(
      `SELECT stars, count(*)::int AS count FROM learning_ratings
       WHERE programme_id = $1 AND withdrawn_at IS NULL GROUP BY stars`,
      [programmeId],
    ),
  );
}

interface MyRow {
  readonly ratingId: string;
  readonly version: number;
  readonly stars: number;
  readonly textSealed: Buffer | null;
  readonly reasonSealed: Buffer | null;
  readonly at: Date;
  readonly edited: boolean;
}

/** The own rating as its author sees it; null when there is none, or it was withdrawn. */
export async function ownRating(
  sql: Sql,
  accountId: string,
  programmeId: string,
  sealing: Sealing,
): Promise<MyRating | null> {
  const [row] = await sql<MyRow>(
    `SELECT id AS "ratingId", version, stars, text_sealed AS "textSealed", hidden_reason_sealed AS "reasonSealed",
       changed_at AS at, version > 1 AS edited
     FROM learning_ratings WHERE account_id = $1 AND programme_id = $2 AND withdrawn_at IS NULL`,
    [accountId, programmeId],
  );
  if (!row) return null;
  const { textSealed, reasonSealed, at, ...rest } = row;
  return {
    ...rest,
    text: textSealed && sealing.open(textSealed),
    hiddenReason: reasonSealed && sealing.open(reasonSealed),
    at: at.toISOString(),
  };
}

interface Row {
  readonly ratingId: string;
  readonly version: number;
  readonly accountId: string;
  readonly stars: number;
  readonly textSealed: Buffer | null;
  readonly hidden: boolean;
  readonly at: Date;
  readonly edited: boolean;
  readonly reported: boolean;
}

export interface RatingsAsked extends PageQuery {
  readonly programmeId: string;
  readonly readerId: string;
  /** With these stars only. */
  readonly stars?: number | undefined;
}

/** Ratings of a programme, newest first, without the words that are hidden, and their distribution. */
export async function ratingPage(
  sql: Sql,
  { programmeId, readerId, stars, page, pageSize }: RatingsAsked,
  { people, sealing }: Pick<RatingDeps, 'people' | 'sealing'>,
): Promise<Page<Rating> & { summary: RatingSummary }> {
  const summary = await ratingSummary(sql, programmeId);
  const rows = await sql<Row>(
    `SELECT r.id AS "ratingId", r.version, r.account_id AS "accountId", r.stars, r.hidden_at IS NOT NULL AS hidden,
       CASE WHEN r.hidden_at IS NULL THEN r.text_sealed END AS "textSealed", r.changed_at AS at, r.version > 1 AS edited,
       EXISTS (SELECT FROM learning_rating_reports p WHERE p.rating_id = r.id AND p.version = r.version
         AND p.reporter_id = $2) AS reported
     FROM (
       SELECT * FROM learning_ratings
       WHERE programme_id = $1 AND withdrawn_at IS NULL AND ($3::int IS NULL OR stars = $3)
       ORDER BY changed_at DESC, id LIMIT $4 OFFSET $5
     ) r ORDER BY r.changed_at DESC, r.id`,
    [programmeId, readerId, stars ?? null, pageSize, (page - 1) * pageSize],
  );
  const names = await people.describeAccounts(
    sql,
    rows.map(({ accountId }) => accountId),
  );
  const items = rows.map(({ accountId, textSealed, at, ...row }) => ({
    ...row,
    text: textSealed && sealing.open(textSealed),
    maskedName: names.get(accountId)?.maskedName ?? '',
    own: accountId === readerId,
    at: at.toISOString(),
  }));
  const total = stars === undefined ? summary.count : summary.stars[stars - 1]!;
  return { items, total, page, pageSize, summary };
}
