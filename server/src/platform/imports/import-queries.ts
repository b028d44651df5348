import {
  mostImportRows,
  type ImportRowsShown,
  type ImportState,
  type ImportView,
  type Page,
  type PageQuery,
} from '@minjiang/shared/kernel';
import type { Sealing } from '../crypto/sealing.ts';
import type { Sql } from '../db/sql.ts';
import { Problem } from '../http/problem.ts';
import { markedCopy, type CellFault, type MarkedCopy } from '../tables/marked-copy.ts';
import type { Locale, TableLayout } from '../tables/table-layout.ts';
import type { ImportOf, ImportTables } from './import-kind.ts';

const open: readonly ImportState[] = ['waiting', 'checking', 'previewed'];

/** How far an import is, and how much of it was written. @throws Problem not-found */
export async function viewImport(
  sql: Sql,
  now: number,
  { imports, owner, written }: ImportTables,
  { ownerId, importId }: ImportOf,
  sealing: Sealing,
): Promise<ImportView & { written: number | null }> {
  const [found] = await sql<
    Omit<ImportView, 'fileName' | 'expiresAt'> & {
      nameSealed: Buffer;
      expiresAt: Date;
      written: number | null;
    }
  >(
    `SELECT id, name_sealed AS "nameSealed", state, step, percent, fault, good, bad, expires_at AS "expiresAt",
       ${written} AS written
     FROM ${imports} WHERE id = $1 AND ${owner} = $2`,
    [importId, ownerId],
  );
  if (!found) throw new Problem('not-found');
  const { nameSealed, expiresAt, ...rest } = found;
  // No state that is kept: time alone brings it about.
  const expired = open.includes(found.state) && expiresAt.getTime() <= now;
  return {
    ...rest,
    state: expired ? 'expired' : found.state,
    fileName: sealing.open(nameSealed),
    expiresAt: expiresAt.toISOString(),
  };
}

/** An import that was checked and waits for somebody to decide about it. */
export interface WaitingImport {
  readonly importId: string;
  readonly ownerId: string;
  readonly good: number;
  readonly bad: number;
  readonly expiresAt: Date;
}

/** Imports of an organisation that wait for a decision, the one that is forgotten first on top. */
export const waitingImports = (
  sql: Sql,
  now: number,
  { imports, owner, owners }: ImportTables,
  organisationId: string,
  most: number,
): Promise<WaitingImport[]> =>
  sql<WaitingImport>(
    `SELECT id AS "importId", ${owner} AS "ownerId", good, bad, expires_at AS "expiresAt" FROM ${imports}
     WHERE state = 'previewed' AND accepted_at IS NULL AND expires_at > $2 AND ${owner} IN (${owners})
     ORDER BY expires_at, id LIMIT $3`,
    [organisationId, new Date(now), most],
  );

export interface KeptRow<Kept> {
  readonly row: number;
  readonly kept: Kept;
  readonly faults: CellFault[];
}

/** One page of the rows that are kept. @throws Problem not-found */
export async function listImportRows<Kept>(
  sql: Sql,
  tables: ImportTables,
  { ownerId, importId }: ImportOf,
  { page, pageSize, show }: PageQuery & { readonly show: ImportRowsShown },
  sealing: Sealing,
): Promise<Page<KeptRow<Kept>>> {
  const [found] = await sql<{ good: number; bad: number; kept: boolean }>(
    `SELECT good, bad, state IN ('previewed', 'accepting') AS kept FROM ${tables.imports}
     WHERE id = $1 AND ${tables.owner} = $2`,
    [importId, ownerId],
  );
  if (!found) throw new Problem('not-found');
  // Positions count without a gap, so that no page costs more than the first.
  const rows = await sql<{ row: number; sealed: Buffer; faults: CellFault[] | null }>(
    show === 'all'
      ? `SELECT row, sealed, faults FROM ${tables.rows}
         WHERE import_id = $1 AND position >= $2 ORDER BY position LIMIT $3`
      : `SELECT row, sealed, faults FROM ${tables.rows}
         WHERE import_id = $1 AND faults IS NOT NULL ORDER BY position OFFSET $2 LIMIT $3`,
    [importId, (page - 1) * pageSize, pageSize],
  );
  return {
    items: rows.map(({ row, sealed, faults }) => ({
      row,
      kept: JSON.parse(sealing.open(sealed)) as Kept,
      faults: faults ?? [],
    })),
    total: found.kept ? found.bad + (show === 'all' ? found.good : 0) : 0,
    page,
    pageSize,
  };
}

/** The file as it was given, with what is wrong in each row. @throws Problem import-gone */
export async function markedImport(
  sql: Sql,
  { tables, layout }: { readonly tables: ImportTables; readonly layout: TableLayout },
  { ownerId, importId }: ImportOf,
  locale: Locale,
  sealing: Sealing,
): Promise<MarkedCopy> {
  const [found] = await sql<{ nameSealed: Buffer; sealed: Buffer }>(
    `SELECT i.name_sealed AS "nameSealed", f.sealed
     FROM ${tables.imports} i JOIN ${tables.files} f ON f.import_id = i.id
     WHERE i.id = $1 AND i.${tables.owner} = $2 AND i.state IN ('previewed', 'accepting')`,
    [importId, ownerId],
  );
  if (!found) throw new Problem('import-gone');
  const rows = await sql<{ row: number; faults: CellFault[] }>(
    `SELECT row, faults FROM ${tables.rows} WHERE import_id = $1 AND faults IS NOT NULL`,
    [importId],
  );
  const given = {
    fileName: sealing.open(found.nameSealed),
    file: Buffer.from(sealing.open(found.sealed), 'base64'),
    faults: new Map(rows.map(({ row, faults }) => [row, faults])),
  };
  const copy = await markedCopy(given, layout, { locale, mostRows: mostImportRows });
  if (typeof copy === 'string') throw new Problem('import-gone');
  return copy;
}
