import { mostImportBytes, newId, type ImportFile } from '@minjiang/shared/kernel';
import type { Sql, Tx } from '../db/sql.ts';
import { Problem } from '../http/problem.ts';
import { forgetFile } from './accept-import.ts';
import type { ImportDeps, ImportKind, ImportOf, ImportTables, ReadRow } from './import-kind.ts';

const lifeMs = 3_600_000;

/**
 * Keeps a file, sealed, for an hour, and has it checked in the background. Writes nothing of what it holds.
 * @throws Problem too-large
 */
export async function uploadImport(
  { tables, checkJob }: Pick<ImportKind<ReadRow, unknown>, 'tables' | 'checkJob'>,
  { sealing, jobs }: ImportDeps,
  { sql }: Tx,
  now: number,
  given: { readonly ownerId: string; readonly actorId: string; readonly file: ImportFile },
): Promise<string> {
  const { fileName, content } = given.file;
  if (Buffer.byteLength(content, 'base64') > mostImportBytes) throw new Problem('too-large');
  await dropExpired(sql, now, tables);
  const id = newId();
  await sql(
    `INSERT INTO ${tables.imports}
       (id, ${tables.owner}, previewed_by, name_sealed, state, good, bad, previewed_at, expires_at)
     VALUES ($1, $2, $3, $4, 'waiting', 0, 0, $5, $6)`,
    [id, given.ownerId, given.actorId, sealing.seal(fileName), new Date(now), new Date(now + lifeMs)],
  );
  await sql(`INSERT INTO ${tables.files} (import_id, sealed) VALUES ($1, $2)`, [id, sealing.seal(content)]);
  await jobs.send({ sql }, checkJob, { importId: id }, id);
  return id;
}

/**
 * Has the good rows of a previewed import written in the background; one that was accepted already stays as it is.
 * @returns whether this was the acceptance
 * @throws Problem import-gone, or those of the kind
 */
export async function requestAcceptance<Row extends ReadRow, Kept>(
  kind: ImportKind<Row, Kept>,
  { jobs }: Pick<ImportDeps, 'jobs'>,
  tx: Tx,
  now: number,
  { importId, ownerId, actorId }: ImportOf & { readonly actorId: string },
): Promise<boolean> {
  const { imports, owner } = kind.tables;
  const [kept] = await tx.sql<{ state: string; expiresAt: Date; good: number; bad: number }>(
    `SELECT state, expires_at AS "expiresAt", good, bad FROM ${imports} WHERE id = $1 AND ${owner} = $2 FOR UPDATE`,
    [importId, ownerId],
  );
  if (kept?.state === 'accepting' || kept?.state === 'accepted') return false;
  if (kept?.state !== 'previewed' || kept.expiresAt.getTime() <= now) throw new Problem('import-gone');
  await kind.mayAccept(tx, now, { ownerId, good: kept.good, bad: kept.bad });
  const [step] = Object.keys(kind.spans);
  await tx.sql(
    `UPDATE ${imports} SET state = 'accepting', step = $2, percent = 0, decided_by = $3 WHERE id = $1`,
    [importId, step, actorId],
  );
  await jobs.send(tx, kind.acceptJob, { importId }, importId);
  return true;
}

/**
 * Gives an import up; work on it that goes on comes to nothing. What was accepted stays.
 * @throws Problem import-gone
 */
export async function cancelImport(
  { sql }: Tx,
  tables: ImportTables,
  { ownerId, importId }: ImportOf,
): Promise<void> {
  const given = await sql(
    `UPDATE ${tables.imports} SET state = 'cancelled', step = NULL
     WHERE id = $1 AND ${tables.owner} = $2 AND state IN ('waiting', 'checking', 'previewed', 'accepting')
     RETURNING id`,
    [importId, ownerId],
  );
  if (given.length === 0) throw new Problem('import-gone');
  await forgetFile(sql, tables, importId);
}

/** Nobody's data wait longer than they are wanted: files and rows go with their import. */
export async function dropExpired(sql: Sql, now: number, { imports }: ImportTables): Promise<void> {
  await sql(
    `DELETE FROM ${imports} WHERE accepted_at IS NULL AND expires_at <= $1 AND state <> 'accepting'`,
    [new Date(now)],
  );
}
