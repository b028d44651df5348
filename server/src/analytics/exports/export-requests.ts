import type { ExportRequest, exportRoutes } from '@minjiang/shared/analytics';
import type { Page, QueryOf } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Actor, type Sql, type Tx } from '../../platform/index.ts';
import { exportJob, type ExportDeps } from './export-deps.ts';

interface StoredRequest extends Pick<
  ExportRequest,
  'exportId' | 'kind' | 'filters' | 'format' | 'role' | 'state' | 'opened'
> {
  readonly accountId: string;
  readonly organisationId: string | null;
  readonly reasonSealed: Buffer;
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
}

type Deps = Pick<ExportDeps, 'people' | 'sealing' | 'jobs'>;

const columns = `id AS "exportId", account_id AS "accountId", kind, filters, format, role,
  organisation_id AS "organisationId", reason_sealed AS "reasonSealed", state, opened, made_at AS "askedAt",
  decided_at AS "decidedAt"`;

/** One page of what was asked for in clear: what waits first, then the newest. */
export async function listRequests(
  sql: Sql,
  actor: Actor,
  { page, pageSize, state }: QueryOf<typeof exportRoutes.listExportRequests>,
  deps: Deps,
): Promise<Page<ExportRequest>> {
  const where = 'NOT masked AND ($1::text IS NULL OR state = $1)';
  const rows = await sql<StoredRequest>(
    `SELECT ${columns} FROM analytics_exports WHERE ${where}
     ORDER BY (state <> 'asked'), made_at DESC, id DESC LIMIT $2 OFFSET $3`,
    [state ?? null, pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM analytics_exports WHERE ${where}`,
    [state ?? null],
  );
  return { items: await present(sql, rows, actor, deps), total: count?.total ?? 0, page, pageSize };
}

/** Requests that still wait for the second person, and when the first of them lapses. */
export async function requestsWaiting(
  sql: Sql,
  now: number,
): Promise<{ readonly count: number; readonly lapses: Date | null }> {
  const [found] = await sql<{ count: number; lapses: Date | null }>(
    `SELECT count(*)::int AS count, min(expires_at) AS lapses FROM analytics_exports
     WHERE NOT masked AND state = 'asked' AND expires_at > to_timestamp($1::float8 / 1000)`,
    [now],
  );
  return found!;
}

/** @throws Problem not-found */
export async function showRequest(
  sql: Sql,
  actor: Actor,
  exportId: string,
  deps: Deps,
): Promise<ExportRequest> {
  const rows = await sql<StoredRequest>(
    `SELECT ${columns} FROM analytics_exports WHERE NOT masked AND id = $1`,
    [exportId],
  );
  const [found] = await present(sql, rows, actor, deps);
  if (!found) throw new Problem('not-found');
  return found;
}

/**
 * The second person: agreeing has the file written, not agreeing ends it.
 * @throws Problem not-found, export-over, export-second-person
 */
export async function decideRequest(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  exportId: string,
  { agree }: { agree: boolean },
  deps: Deps,
): Promise<void> {
  const [found] = await tx.sql<{ state: string; accountId: string; over: boolean }>(
    `SELECT state, account_id AS "accountId", expires_at <= to_timestamp($2::float8 / 1000) AS over
     FROM analytics_exports WHERE NOT masked AND id = $1 FOR UPDATE`,
    [exportId, now],
  );
  if (!found) throw new Problem('not-found');
  if (found.state !== 'asked' || found.over) throw new Problem('export-over');
  if (found.accountId === accountId) throw new Problem('export-second-person');
  await tx.sql(
    `UPDATE analytics_exports SET state = $2, decided_by = $3, decided_at = to_timestamp($4::float8 / 1000),
       expires_at = NULL WHERE id = $1`,
    [exportId, agree ? 'waiting' : 'refused', accountId, now],
  );
  if (agree) await deps.jobs.send(tx, exportJob, { exportId }, exportId);
  const event = { actorId: accountId, subjectKind: 'export', subjectId: exportId };
  await appendEvent(tx, { ...event, kind: agree ? 'export.agreed' : 'export.refused' }, now);
}

async function present(
  sql: Sql,
  rows: readonly StoredRequest[],
  { accountId: reader }: Actor,
  { people, sealing }: Deps,
): Promise<ExportRequest[]> {
  const makers = await people.describeAccounts(sql, [...new Set(rows.map(({ accountId }) => accountId))]);
  const ids = new Set(rows.flatMap(({ organisationId }) => organisationId ?? []));
  const organisations = await people.organisations(sql, [...ids]);
  return rows.map(({ accountId, organisationId, reasonSealed, askedAt, decidedAt, ...row }) => ({
    ...row,
    organisationName: organisations.get(organisationId ?? '')?.name ?? null,
    maskedName: makers.get(accountId)?.maskedName ?? '',
    reason: sealing.open(reasonSealed),
    askedAt: askedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    can: { decide: row.state === 'asked' && accountId !== reader },
  }));
}
