import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../db/sql.ts';
import {
  inGroups,
  type ImportDeps,
  type ImportKind,
  type ImportTables,
  type ReadRow,
} from './import-kind.ts';
import { importProgress, ImportGivenUp } from './import-progress.ts';

/**
 * Writes the good rows of a previewed import, all or none: one transaction, whatever interrupts it. Done twice it is
 * done once.
 * @throws Problem of the kind; ImportGivenUp; the signal's reason
 */
export async function acceptImport<Row extends ReadRow, Kept>(
  kind: ImportKind<Row, Kept>,
  { db, clock, sealing }: ImportDeps,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const { tables, spans } = kind;
  const note = importProgress(db.sql, tables, { importId, state: 'accepting', spans }, signal);
  await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    const [of] = await tx.sql<{ ownerId: string; decidedBy: string; rows: number }>(
      `SELECT ${tables.owner} AS "ownerId", decided_by AS "decidedBy", good + bad AS rows FROM ${tables.imports}
       WHERE id = $1 AND state = 'accepting'`,
      [importId],
    );
    if (!of) throw new ImportGivenUp();
    const kept = await tx.sql<{ sealed: Buffer }>(
      `SELECT sealed FROM ${tables.rows} WHERE import_id = $1 AND faults IS NULL ORDER BY position`,
      [importId],
    );
    const good: Kept[] = [];
    for (const group of inGroups(kept)) {
      good.push(...group.map(({ sealed }) => JSON.parse(sealing.open(sealed)) as Kept));
      await setImmediate();
    }
    const written = await kind.write(tx, now, { importId, ...of, good }, note);
    await forgetFile(tx.sql, tables, importId);
    const done = await tx.sql(
      `UPDATE ${tables.imports}
       SET state = 'accepted', step = NULL, percent = 100, ${tables.written} = $2, accepted_at = $3
       WHERE id = $1 AND state = 'accepting' RETURNING id`,
      [importId, written, new Date(now)],
    );
    if (done.length === 0) throw new ImportGivenUp();
  });
}

/** What an import that has ended leaves of its file: nothing. */
export async function forgetFile(sql: Sql, { files, rows }: ImportTables, importId: string): Promise<void> {
  await sql(`DELETE FROM ${files} WHERE import_id = $1`, [importId]);
  await sql(`DELETE FROM ${rows} WHERE import_id = $1`, [importId]);
}
