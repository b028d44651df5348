import type { RosterImport } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import {
  maskIdNumber,
  maskName,
  maskPhone,
  Problem,
  type Sealing,
  type Sql,
  type Tx,
} from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';
import { checkEntries } from './check-rows.ts';
import type { RosterImportModel } from './import-model.ts';
import { readTable } from './read-table.ts';
import { mostRosterRows, readRoster, type ReadRow } from './roster-rules.ts';

const mostFileBytes = 2 * 1024 * 1024;
const lifeMs = 3_600_000;

export interface ImportDeps {
  readonly imports: typeof RosterImportModel;
  readonly accounts: LearnerAccounts;
  readonly sealing: Sealing;
}

/**
 * Reads a roster file to its rows; nothing of the platform is asked.
 * @param content the file in base64
 * @throws Problem too-large | roster-unreadable | roster-columns | roster-empty | roster-too-long
 */
export async function readRosterFile(content: string): Promise<ReadRow[]> {
  const file = Buffer.from(content, 'base64');
  if (file.length > mostFileBytes) throw new Problem('too-large');
  const table = await readTable(file, mostRosterRows);
  if (typeof table === 'string') throw new Problem(table);
  const rows = readRoster(table);
  if (typeof rows === 'string') throw new Problem(rows);
  return rows;
}

/** Shows what an import would do, and keeps its good rows, sealed, for an hour. Enrols nobody. */
export async function previewImport(
  tx: Tx,
  now: number,
  actorId: string,
  classId: string,
  file: { readonly fileName: string; readonly rows: readonly ReadRow[] },
  { imports, accounts, sealing }: ImportDeps,
): Promise<RosterImport> {
  const rows = await withKnownFaults(tx.sql, classId, file.rows, accounts);
  const good = rows.flatMap(({ row, entry }) => (entry ? [{ row, entry }] : []));
  const id = newId();
  const expiresAt = new Date(now + lifeMs);
  const counts = { good: good.length, bad: rows.length - good.length };
  await dropExpired(tx.sql, now);
  await imports.create(
    {
      id,
      classId,
      previewedBy: actorId,
      rowsSealed: sealing.seal(JSON.stringify(good)),
      ...counts,
      previewedAt: new Date(now),
      expiresAt,
    },
    { transaction: tx.transaction },
  );
  return {
    id,
    fileName: file.fileName,
    state: 'previewed',
    ...counts,
    rows: rows.map(({ row, cells, faults }) => ({
      row,
      maskedName: cells.name && maskName(cells.name.slice(0, 40)),
      maskedPhone: cells.phone && maskPhone(cells.phone),
      maskedIdNumber: cells.idNumber && maskIdNumber(cells.idNumber),
      faults: [...faults],
    })),
    expiresAt: expiresAt.toISOString(),
  };
}

async function withKnownFaults(
  sql: Sql,
  classId: string,
  rows: readonly ReadRow[],
  accounts: LearnerAccounts,
): Promise<ReadRow[]> {
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const known = await checkEntries(sql, classId, entries, accounts);
  let index = 0;
  return rows.map((row) => {
    if (!row.entry) return row;
    const faults = known[index++] ?? [];
    return faults.length > 0 ? { ...row, entry: null, faults } : row;
  });
}

/** Nobody's data wait longer than they are wanted. */
const dropExpired = (sql: Sql, now: number) =>
  sql('DELETE FROM classes_roster_imports WHERE accepted_at IS NULL AND expires_at <= $1', [new Date(now)]);
