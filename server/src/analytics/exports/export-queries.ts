import type { ExportFailure, ExportFilter, ExportRow } from '@minjiang/shared/analytics';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { Problem, type Actor, type Sql } from '../../platform/index.ts';
import { mayCancel, percentOf } from './export-rules.ts';

interface StoredExport {
  readonly exportId: string;
  readonly kind: ExportRow['kind'];
  readonly filters: ExportFilter[];
  readonly format: ExportRow['format'];
  readonly masked: boolean;
  readonly state: ExportRow['state'];
  readonly failure: ExportFailure | null;
  readonly total: number | null;
  readonly written: number;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly madeAt: Date;
  readonly expiresAt: Date | null;
}

const columns = `id AS "exportId", kind, filters, format, masked, state, failure, rows_total AS total,
  rows_written AS written, bytes, encode(sha256, 'hex') AS sha256, made_at AS "madeAt", expires_at AS "expiresAt"`;

/** What somebody made under the assignment that he now acts by. */
const own = 'account_id = $1 AND role = $2 AND organisation_id IS NOT DISTINCT FROM $3::uuid';
export const ownValues = ({ accountId, role, organisationId }: Actor) => [accountId, role, organisationId];

/** One page of own exports, newest first. */
export async function listExports(
  sql: Sql,
  actor: Actor,
  now: number,
  { page, pageSize }: PageQuery,
): Promise<Page<ExportRow>> {
  const rows = await sql<StoredExport>(
    `SELECT ${columns} FROM analytics_exports WHERE ${own} ORDER BY made_at DESC, id DESC LIMIT $4 OFFSET $5`,
    [...ownValues(actor), pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM analytics_exports WHERE ${own}`,
    ownValues(actor),
  );
  return { items: rows.map((row) => present(row, now)), total: count?.total ?? 0, page, pageSize };
}

/** @throws Problem not-found, for what is another's or was made under another assignment too */
export async function showExport(sql: Sql, actor: Actor, now: number, exportId: string): Promise<ExportRow> {
  const [row] = await sql<StoredExport>(`SELECT ${columns} FROM analytics_exports WHERE ${own} AND id = $4`, [
    ...ownValues(actor),
    exportId,
  ]);
  if (!row) throw new Problem('not-found');
  return present(row, now);
}

function present({ written, total, madeAt, expiresAt, ...row }: StoredExport, now: number): ExportRow {
  // What is over is over, even if nobody has cleared it away yet.
  const over = expiresAt !== null && expiresAt.getTime() <= now;
  const state = over && (row.state === 'ready' || row.state === 'asked') ? 'expired' : row.state;
  return {
    ...row,
    state,
    percent: percentOf(state, written, total),
    rows: total,
    madeAt: madeAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    can: { cancel: mayCancel(state), open: state === 'ready' },
  };
}
