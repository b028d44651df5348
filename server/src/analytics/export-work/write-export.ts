import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportSubject, type ExportFailure } from '@minjiang/shared/analytics';
import { hold, Problem } from '../../platform/index.ts';
import { fileOf, folderOf, sourceOf, type ExportDeps } from '../exports/export-deps.ts';
import { csvFile } from '../export-files/csv-file.ts';
import { workbookFile } from '../export-files/workbook-file.ts';
import { beginWork, endWork, fail, giveBack, type WorkedExport } from './export-state.ts';
import { measured, sealFile } from './file-cipher.ts';
import { progressOf } from './progress.ts';
import { tableOf } from './table-of.ts';

const lockSpace = 727_232;

/** Keeps everybody else from one export. */
export const holdExport = (deps: Pick<ExportDeps, 'db'>, exportId: string) =>
  hold(deps.db.pool, lockSpace, exportId);

/**
 * Writes the file of one export from its first row to its last, in one snapshot. Safe to call twice and after any
 * interruption: only one process works on it, and what an earlier try left goes first. It is there whole or not at all.
 */
export async function writeExport(deps: ExportDeps, exportId: string, stop: AbortSignal): Promise<void> {
  const held = await holdExport(deps, exportId);
  if (!held) return;
  try {
    const found = await beginWork(deps, exportId);
    if (!found) return;
    const progress = progressOf(deps, exportId);
    const signal = AbortSignal.any([stop, held.lost, progress.cancelled]);
    try {
      await deps.storage.remove(folderOf(exportId));
      await write(deps, found, progress, signal);
    } catch (error) {
      await deps.storage.remove(folderOf(exportId));
      // Whoever cancelled it has said so in its row.
      if (progress.cancelled.aborted) return;
      if (signal.aborted) return await giveBack(deps, exportId);
      await fail(deps, exportId, reasonOf(error));
      if (reasonOf(error) === 'fault') deps.log.error({ err: error, export: exportId }, 'an export failed');
    } finally {
      await progress.stop();
    }
  } finally {
    await held.release();
  }
}

function reasonOf(error: unknown): ExportFailure {
  if (error instanceof RoleEnded) return 'role-ended';
  return error instanceof Problem && error.code === 'not-found' ? 'not-found' : 'fault';
}

class RoleEnded extends Error {}

async function write(
  deps: ExportDeps,
  found: WorkedExport,
  progress: ReturnType<typeof progressOf>,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock, keys, people, storage } = deps;
  const { exportId, kind, masked, scope } = found;
  const now = await clock.now(db.sql);
  if (!(await people.holdsRole(db.sql, scope, now))) throw new RoleEnded();
  const names = await people.organisations(db.sql, scope.organisationId ? [scope.organisationId] : []);
  const { through, result } = measured();
  const { cipher, seal } = sealFile(keys, exportId);
  await db.snapshot(async (sql) => {
    const subject = exportSubject.parse(found.subject);
    const source = sourceOf(deps, kind);
    await source.admit(sql, scope, subject);
    const opened = await source.open(sql, scope, subject, now);
    progress.total(opened.total);
    const facts = {
      ...found,
      role: scope.role,
      organisationName: names.get(scope.organisationId ?? '')?.name ?? null,
    };
    const table = tableOf(facts, opened, {
      people: (ids, fields) => people.peopleInFiles(sql, ids, fields, masked),
      onRows: progress.note,
    });
    const file = found.format === 'csv' ? Readable.from(csvFile(table)) : workbookFile(table);
    const out = new PassThrough();
    const ends = await Promise.allSettled([
      storage.put(fileOf(exportId), out),
      pipeline(file, through, cipher, out, { signal }),
    ]);
    // Whatever is still being asked for rows belongs to this snapshot, which ends only after it.
    await table.batches[Symbol.asyncIterator]().return?.();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  });
  await progress.stop();
  signal.throwIfAborted();
  await endWork(deps, found, { ...result(), ...seal() });
}
