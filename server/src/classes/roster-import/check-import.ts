import { Problem, readTableApart, type Clock, type Database, type Sealing } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';
import { checkEntries } from './check-rows.ts';
import { importProgress, ImportGivenUp, inGroups, type NoteProgress } from './import-progress.ts';
import { mostRosterRows, readRoster, type ReadRow } from './roster-rules.ts';

export interface CheckDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly accounts: LearnerAccounts;
  readonly sealing: Sealing;
}

/**
 * Looks at every row of a roster file and keeps what it found, sealed. Safe to do again after any interruption: rows
 * are there all or not at all.
 * @throws Problem with what is wrong with the whole file; ImportGivenUp; the signal's reason
 */
export async function checkImport(deps: CheckDeps, importId: string, signal: AbortSignal): Promise<void> {
  const { db, sealing } = deps;
  const [begun] = await db.sql<{ classId: string; file: Buffer }>(
    `UPDATE classes_roster_imports i SET state = 'checking', step = 'reading', percent = 0
     FROM classes_roster_import_files f
     WHERE i.id = $1 AND f.import_id = i.id AND i.state IN ('waiting', 'checking') AND i.expires_at > $2
     RETURNING i.class_id AS "classId", f.sealed AS file`,
    [importId, new Date(await deps.clock.now(db.sql))],
  );
  if (!begun) throw new ImportGivenUp();
  const note = importProgress(db.sql, importId, 'checking', signal);
  const rows = await readRows(Buffer.from(sealing.open(begun.file), 'base64'), signal);
  const checked: ReadRow[] = [];
  for (const group of inGroups(rows)) {
    checked.push(...(await withKnownFaults(deps, begun.classId, group)));
    await note('checking', checked.length, rows.length);
  }
  await keep(deps, importId, checked, note);
}

async function readRows(file: Buffer, signal: AbortSignal): Promise<ReadRow[]> {
  const table = await readTableApart(file, { mostRows: mostRosterRows, signal });
  if (typeof table === 'string') throw new Problem(`roster-${table}`);
  const rows = await readRoster(table, signal);
  if (typeof rows === 'string') throw new Problem(rows);
  return rows;
}

async function withKnownFaults(
  { db, accounts }: CheckDeps,
  classId: string,
  rows: readonly ReadRow[],
): Promise<ReadRow[]> {
  const known = await checkEntries(
    db.sql,
    classId,
    rows.flatMap(({ entry }) => entry ?? []),
    accounts,
  );
  let index = 0;
  return rows.map((row) => {
    if (!row.entry) return row;
    const faults = known[index++] ?? [];
    return faults.length > 0 ? { ...row, entry: null, faults } : row;
  });
}

async function keep(
  { db, sealing }: CheckDeps,
  importId: string,
  rows: readonly ReadRow[],
  note: NoteProgress,
): Promise<void> {
  const good = rows.filter(({ entry }) => entry !== null).length;
  await db.transaction(async ({ sql }) => {
    await sql('DELETE FROM classes_roster_import_rows WHERE import_id = $1', [importId]);
    let position = 0;
    for (const group of inGroups(rows)) {
      await sql(insertRows, [
        importId,
        group.map(() => position++),
        group.map(({ row }) => row),
        group.map(({ cells }) => sealing.seal(JSON.stringify(cells))),
        group.map(({ faults }) => (faults.length > 0 ? JSON.stringify(faults) : null)),
      ]);
      await note('keeping', position, rows.length);
    }
    const done = await sql(
      `UPDATE classes_roster_imports SET state = 'previewed', step = NULL, percent = 100, good = $2, bad = $3
       WHERE id = $1 AND state = 'checking' RETURNING id`,
      [importId, good, rows.length - good],
    );
    if (done.length === 0) throw new ImportGivenUp();
  });
}

const insertRows = `
INSERT INTO classes_roster_import_rows (import_id, position, row, sealed, faults)
SELECT $1, r.* FROM unnest($2::int[], $3::int[], $4::bytea[], $5::jsonb[]) AS r`;
