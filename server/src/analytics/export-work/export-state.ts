import type { ExportFailure, ExportRow, ExportLocale } from '@minjiang/shared/analytics';
import type { ExportDeps } from '../exports/export-deps.ts';
import { keptMs } from '../exports/export-rules.ts';
import type { ExportScope } from '../export-sources/source.ts';
import type { FileSeal } from './file-cipher.ts';

type Deps = Pick<ExportDeps, 'db' | 'clock' | 'storage'>;

export interface WorkedExport extends Pick<ExportRow, 'exportId' | 'kind' | 'filters' | 'format' | 'masked'> {
  readonly locale: ExportLocale;
  readonly subject: unknown;
  readonly scope: ExportScope;
  readonly madeAt: number;
}

/** A worker that dies is followed by another; an export that kills workers is not. */
const mostTries = 3;

/** Takes an export up. @returns null when there is nothing to do, or it was tried too often, which ends it */
export async function beginWork(deps: Deps, exportId: string): Promise<WorkedExport | null> {
  const [row] = await deps.db.sql<Omit<WorkedExport, 'scope'> & ExportScope & { tries: number }>(
    `UPDATE analytics_exports SET state = 'working', tries = tries + 1, rows_written = 0, rows_total = NULL
     WHERE id = $1 AND state IN ('waiting', 'working')
     RETURNING id AS "exportId", kind, subject, filters, format, locale, masked, tries, account_id AS "accountId",
       role, organisation_id AS "organisationId", region_code AS "regionCode", (extract(epoch FROM made_at) * 1000)::float8 AS "madeAt"`,
    [exportId],
  );
  if (!row) return null;
  const { accountId, role, organisationId, regionCode, tries, ...found } = row;
  if (tries <= mostTries) return { ...found, scope: { accountId, role, organisationId, regionCode } };
  await fail(deps, exportId, 'fault');
  return null;
}

/** The file is there; unless it was cancelled at the last moment, and then it goes. */
export async function endWork(
  { db, clock, storage }: Deps,
  { exportId, masked }: WorkedExport,
  file: FileSeal & { readonly bytes: number; readonly sha256: Buffer },
): Promise<void> {
  const now = await clock.now(db.sql);
  const rows = await db.sql(
    `UPDATE analytics_exports SET state = 'ready', bytes = $2, sha256 = $3, iv = $4, tag = $5,
       finished_at = to_timestamp($6::float8 / 1000), expires_at = to_timestamp($7::float8 / 1000)
     WHERE id = $1 AND state = 'working' RETURNING id`,
    [exportId, file.bytes, file.sha256, file.iv, file.tag, now, now + keptMs(masked)],
  );
  if (rows.length === 0) await storage.remove(`exports/${exportId}`);
}

/** Nobody's fault: another worker, or this one when it is back, begins again. */
export async function giveBack({ db }: Pick<Deps, 'db'>, exportId: string): Promise<void> {
  await db.sql(
    `UPDATE analytics_exports SET state = 'waiting', tries = tries - 1, rows_written = 0
     WHERE id = $1 AND state = 'working'`,
    [exportId],
  );
}

export async function fail(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  exportId: string,
  failure: ExportFailure,
): Promise<void> {
  const now = await clock.now(db.sql);
  await db.sql(
    `UPDATE analytics_exports SET state = 'failed', failure = $2, finished_at = to_timestamp($3::float8 / 1000)
     WHERE id = $1 AND state = 'working'`,
    [exportId, failure, now],
  );
}
