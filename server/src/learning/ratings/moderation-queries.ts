import type { learningRoutes, ModeratedRating, RatingHistory } from '@minjiang/shared/learning';
import type { Page, QueryOf } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import type { RatingDeps } from './rating-deps.ts';

type Deps = Pick<RatingDeps, 'people' | 'versions' | 'sealing'>;

interface Row {
  readonly ratingId: string;
  readonly version: number;
  readonly accountId: string;
  readonly organisationId: string;
  readonly versionId: string;
  readonly stars: number;
  readonly textSealed: Buffer | null;
  readonly hidden: boolean;
  readonly withdrawn: boolean;
  readonly at: Date;
  readonly waitingSince: Date | null;
  readonly openReports: number;
}

const columns = `id AS "ratingId", version, account_id AS "accountId", organisation_id AS "organisationId",
  programme_version_id AS "versionId", stars, text_sealed AS "textSealed", hidden_at IS NOT NULL AS hidden,
  withdrawn_at IS NOT NULL AS withdrawn, changed_at AS at, waiting_since AS "waitingSince", open_reports AS "openReports"`;

/** What each list holds, in an order that an index answers. */
const lists = {
  waiting: ['waiting_since IS NOT NULL', 'waiting_since, id'],
  hidden: ['hidden_at IS NOT NULL', 'hidden_at DESC, id'],
  all: ['true', 'changed_at DESC, id'],
} as const;

/** The queue of the moderators. */
export async function listRatings(
  sql: Sql,
  { page, pageSize, show }: QueryOf<typeof learningRoutes.listRatings>,
  deps: Deps,
): Promise<Page<ModeratedRating>> {
  const [where, order] = lists[show];
  const rows = await sql<Row>(
    `SELECT ${columns} FROM learning_ratings WHERE ${where} ORDER BY ${order} LIMIT $1 OFFSET $2`,
    [pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM learning_ratings WHERE ${where}`,
  );
  return { items: await present(sql, rows, deps), total: count?.total ?? 0, page, pageSize };
}

/** Names are asked for once, whatever the number of rows. */
async function present(sql: Sql, rows: readonly Row[], deps: Deps): Promise<ModeratedRating[]> {
  const distinct = (of: (row: Row) => string) => [...new Set(rows.map(of))];
  const accounts = await deps.people.describeAccounts(
    sql,
    distinct(({ accountId }) => accountId),
  );
  const institutions = await deps.people.organisations(
    sql,
    distinct(({ organisationId }) => organisationId),
  );
  const programmes = await deps.versions.versions(
    sql,
    distinct(({ versionId }) => versionId),
  );
  return rows.map(({ accountId, organisationId, versionId, textSealed, at, waitingSince, ...row }) => ({
    ...row,
    text: textSealed && deps.sealing.open(textSealed),
    maskedName: accounts.get(accountId)?.maskedName ?? '',
    programmeName: programmes.get(versionId)?.name ?? '',
    institutionName: institutions.get(organisationId)?.name ?? '',
    at: at.toISOString(),
    waitingSince: waitingSince?.toISOString() ?? null,
  }));
}

const most = 50;

/** @throws Problem not-found */
export async function ratingHistory(sql: Sql, ratingId: string, deps: Deps): Promise<RatingHistory> {
  const [shown] = await present(
    sql,
    await sql<Row>(`SELECT ${columns} FROM learning_ratings WHERE id = $1`, [ratingId]),
    deps,
  );
  if (!shown) throw new Problem('not-found');
  const open = (sealed: Buffer | null) => sealed && deps.sealing.open(sealed);
  const newest = <T extends { at: Date; sealed: Buffer | null }>(text: string) =>
    sql<T>(`${text} WHERE rating_id = $1 ORDER BY at DESC LIMIT ${most}`, [ratingId]);
  const versions = await newest<{ at: Date; sealed: Buffer | null; version: number; stars: number | null }>(
    `SELECT version, stars, text_sealed AS sealed, written_at AS at FROM learning_rating_versions`,
  );
  const reports = await newest<StoredReport>(
    `SELECT version, reported_by AS by, reason, note_sealed AS sealed, reported_at AS at,
       answered_at IS NOT NULL AS answered FROM learning_rating_reports`,
  );
  const decisions = await newest<StoredDecision>(
    `SELECT version, decision, reason_sealed AS sealed, decided_at AS at FROM learning_rating_decisions`,
  );
  return {
    ...shown,
    versions: versions.map(({ at, sealed, ...of }) => ({ ...of, text: open(sealed), at: at.toISOString() })),
    reports: reports.map(({ at, sealed, ...of }) => ({ ...of, note: open(sealed), at: at.toISOString() })),
    decisions: decisions.map(({ at, sealed, ...of }) => ({
      ...of,
      reason: open(sealed) ?? '',
      at: at.toISOString(),
    })),
  };
}

type StoredReport = Omit<RatingHistory['reports'][number], 'at' | 'note'> & {
  at: Date;
  sealed: Buffer | null;
};
type StoredDecision = Omit<RatingHistory['decisions'][number], 'at' | 'reason'> & {
  at: Date;
  sealed: Buffer | null;
};
