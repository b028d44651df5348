import { rosterColumns, type ImportRow, type ImportState, type RosterImport } from '@minjiang/shared/classes';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { maskIdNumber, maskName, maskPhone, Problem, type Sealing, type Sql } from '../../platform/index.ts';
import type { ReadRow, RosterFault } from './roster-rules.ts';

interface Of {
  readonly classId: string;
  readonly importId: string;
}

interface ImportRecord {
  id: string;
  nameSealed: Buffer;
  state: Exclude<ImportState, 'expired'>;
  step: RosterImport['step'];
  percent: number;
  fault: string | null;
  good: number;
  bad: number;
  enrolled: number | null;
  expiresAt: Date;
}

const open: readonly ImportState[] = ['waiting', 'checking', 'previewed'];

/** How far an import is. @throws Problem not-found */
export async function viewImport(
  sql: Sql,
  now: number,
  { classId, importId }: Of,
  sealing: Sealing,
): Promise<RosterImport> {
  const [found] = await sql<ImportRecord>(
    `SELECT id, name_sealed AS "nameSealed", state, step, percent, fault, good, bad, enrolled,
       expires_at AS "expiresAt"
     FROM classes_roster_imports WHERE id = $1 AND class_id = $2`,
    [importId, classId],
  );
  if (!found) throw new Problem('not-found');
  const { nameSealed, expiresAt, ...rest } = found;
  const expired = open.includes(found.state) && expiresAt.getTime() <= now;
  return {
    ...rest,
    state: expired ? 'expired' : found.state,
    fileName: sealing.open(nameSealed),
    leftOut: found.enrolled === null ? null : found.good + found.bad - found.enrolled,
    expiresAt: expiresAt.toISOString(),
  };
}

interface KeptRow {
  row: number;
  sealed: Buffer;
  faults: RosterFault[] | null;
}

/** One page of the rows that are kept. @throws Problem not-found */
export async function listImportRows(
  sql: Sql,
  { classId, importId }: Of,
  { page, pageSize, show }: PageQuery & { readonly show: 'all' | 'faulty' },
  sealing: Sealing,
): Promise<Page<ImportRow>> {
  const [found] = await sql<{ good: number; bad: number; kept: boolean }>(
    `SELECT good, bad, state IN ('previewed', 'accepting') AS kept FROM classes_roster_imports
     WHERE id = $1 AND class_id = $2`,
    [importId, classId],
  );
  if (!found) throw new Problem('not-found');
  const from = (page - 1) * pageSize;
  // Positions count without a gap, so that no page costs more than the first.
  const rows = await sql<KeptRow>(
    show === 'all'
      ? `SELECT row, sealed, faults FROM classes_roster_import_rows
         WHERE import_id = $1 AND position >= $2 ORDER BY position LIMIT $3`
      : `SELECT row, sealed, faults FROM classes_roster_import_rows
         WHERE import_id = $1 AND faults IS NOT NULL ORDER BY position OFFSET $2 LIMIT $3`,
    [importId, from, pageSize],
  );
  const total = found.kept ? found.bad + (show === 'all' ? found.good : 0) : 0;
  return { items: rows.map((row) => masked(row, sealing)), total, page, pageSize };
}

function masked({ row, sealed, faults }: KeptRow, sealing: Sealing): ImportRow {
  const cells = JSON.parse(sealing.open(sealed)) as ReadRow['cells'];
  return {
    row,
    maskedName: cells.name && maskName(cells.name.slice(0, 40)),
    maskedPhone: cells.phone && maskPhone(cells.phone),
    maskedIdNumber: cells.idNumber && maskIdNumber(cells.idNumber),
    faults: (faults ?? []).filter(({ column }) => rosterColumns.includes(column)),
  };
}

/** The file as it was given, and the faults of its rows. @throws Problem import-gone */
export async function importFile(
  sql: Sql,
  { classId, importId }: Of,
  sealing: Sealing,
): Promise<{ fileName: string; file: Buffer; faults: ReadonlyMap<number, readonly RosterFault[]> }> {
  const [found] = await sql<{ nameSealed: Buffer; file: Buffer }>(
    `SELECT i.name_sealed AS "nameSealed", f.sealed AS file
     FROM classes_roster_imports i JOIN classes_roster_import_files f ON f.import_id = i.id
     WHERE i.id = $1 AND i.class_id = $2 AND i.state IN ('previewed', 'accepting')`,
    [importId, classId],
  );
  if (!found) throw new Problem('import-gone');
  const rows = await sql<{ row: number; faults: RosterFault[] }>(
    'SELECT row, faults FROM classes_roster_import_rows WHERE import_id = $1 AND faults IS NOT NULL',
    [importId],
  );
  return {
    fileName: sealing.open(found.nameSealed),
    file: Buffer.from(sealing.open(found.file), 'base64'),
    faults: new Map(rows.map(({ row, faults }) => [row, faults])),
  };
}
