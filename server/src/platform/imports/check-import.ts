import { mostImportRows } from '@minjiang/shared/kernel';
import { Problem } from '../http/problem.ts';
import { readTableApart } from '../tables/read-table-apart.ts';
import {
  inGroups,
  type ImportDeps,
  type ImportKind,
  type NoteProgress,
  type ReadRow,
} from './import-kind.ts';
import { checkSpans, importProgress, ImportGivenUp } from './import-progress.ts';

/**
 * Looks at every row of a file and keeps what it found, sealed. Safe to do again after any interruption: rows are there
 * all or not at all.
 * @throws Problem with what is wrong with the whole file; ImportGivenUp; the signal's reason
 */
export async function checkImport<Row extends ReadRow, Kept>(
  kind: ImportKind<Row, Kept>,
  deps: ImportDeps,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = deps;
  const { imports, files, owner } = kind.tables;
  const [begun] = await db.sql<{ ownerId: string; name: Buffer; file: Buffer }>(
    `UPDATE ${imports} i SET state = 'checking', step = 'reading', percent = 0
     FROM ${files} f
     WHERE i.id = $1 AND f.import_id = i.id AND i.state IN ('waiting', 'checking') AND i.expires_at > $2
     RETURNING i.${owner} AS "ownerId", i.name_sealed AS name, f.sealed AS file`,
    [importId, new Date(await clock.now(db.sql))],
  );
  if (!begun) throw new ImportGivenUp();
  const of = { importId, state: 'checking', spans: checkSpans } as const;
  const note = importProgress(db.sql, kind.tables, of, signal);
  const rows = await readFile(kind, deps, begun, signal);
  const checked: Row[] = [];
  for (const group of inGroups(rows)) {
    checked.push(...(await kind.check(db.sql, begun.ownerId, group)));
    await note('checking', checked.length, rows.length);
  }
  await keep(kind, deps, importId, checked, note);
}

async function readFile<Row extends ReadRow>(
  kind: ImportKind<Row, unknown>,
  { sealing }: ImportDeps,
  { name, file }: { readonly name: Buffer; readonly file: Buffer },
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const bytes = Buffer.from(sealing.open(file), 'base64');
  const table = await readTableApart(bytes, { mostRows: mostImportRows, signal });
  if (typeof table === 'string') throw new Problem(`import-${table}`);
  const rows = await kind.read(table, sealing.open(name), signal);
  if (typeof rows === 'string') throw new Problem(rows);
  return rows;
}

async function keep<Row extends ReadRow, Kept>(
  kind: ImportKind<Row, Kept>,
  { db, sealing }: ImportDeps,
  importId: string,
  rows: readonly Row[],
  note: NoteProgress,
): Promise<void> {
  const { tables } = kind;
  const good = rows.filter(({ faults }) => faults.length === 0).length;
  const sums = Object.entries({ good, bad: rows.length - good, ...kind.sum(rows) });
  const set = sums.map(([column], index) => `${column} = $${index + 2}`).join(', ');
  await db.transaction(async ({ sql }) => {
    await sql(`DELETE FROM ${tables.rows} WHERE import_id = $1`, [importId]);
    let position = 0;
    for (const group of inGroups(rows)) {
      await sql(
        `INSERT INTO ${tables.rows} (import_id, position, row, sealed, faults)
         SELECT $1, r.* FROM unnest($2::int[], $3::int[], $4::bytea[], $5::jsonb[]) AS r`,
        [
          importId,
          group.map(() => position++),
          group.map(({ row }) => row),
          group.map((row) => sealing.seal(JSON.stringify(kind.keep(row)))),
          group.map(({ faults }) => (faults.length > 0 ? JSON.stringify(faults) : null)),
        ],
      );
      await note('keeping', position, rows.length);
    }
    const done = await sql(
      `UPDATE ${tables.imports} SET state = 'previewed', step = NULL, percent = 100, ${set}
       WHERE id = $1 AND state = 'checking' RETURNING id`,
      [importId, ...sums.map(([, value]) => value)],
    );
    if (done.length === 0) throw new ImportGivenUp();
  });
}
