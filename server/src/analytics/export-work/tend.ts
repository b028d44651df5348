import { exportJob, folderOf, type ExportDeps } from '../exports/export-deps.ts';
import { holdExport } from './write-export.ts';

const atOnce = 500;

/**
 * For a worker, every minute: queues what waits and what a dead worker left, and removes files and requests whose time
 * is over.
 */
export async function tendExports(deps: ExportDeps): Promise<void> {
  await requeue(deps);
  await expire(deps);
}

/** An export that nobody holds is nobody's work; a job that is queued already is not queued twice. */
async function requeue(deps: ExportDeps): Promise<void> {
  const rows = await deps.db.sql<{ id: string }>(
    `SELECT id FROM analytics_exports WHERE state IN ('waiting', 'working') ORDER BY made_at, id LIMIT ${atOnce}`,
  );
  for (const { id } of rows) {
    const held = await holdExport(deps, id);
    if (!held) continue;
    await held.release();
    await deps.jobs.send(null, exportJob, { exportId: id }, id);
  }
}

/** The file goes first: a row that says so is never wrong. */
async function expire({ db, clock, storage }: ExportDeps): Promise<void> {
  const now = await clock.now(db.sql);
  const rows = await db.sql<{ id: string }>(
    `SELECT id FROM analytics_exports WHERE state IN ('asked', 'ready') AND expires_at <= to_timestamp($1::float8 / 1000)
     ORDER BY expires_at LIMIT ${atOnce}`,
    [now],
  );
  for (const { id } of rows) {
    await storage.remove(folderOf(id));
    await db.sql(
      `UPDATE analytics_exports SET state = 'expired', iv = NULL, tag = NULL
       WHERE id = $1 AND state IN ('asked', 'ready') AND expires_at <= to_timestamp($2::float8 / 1000)`,
      [id, now],
    );
  }
}
