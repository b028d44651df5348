import type { ExportDeps } from '../exports/export-deps.ts';

const everyMs = 1000;

/** Tells the row of an export every second how far it is, and learns from it that it was cancelled. */
export function progressOf({ db, log }: Pick<ExportDeps, 'db' | 'log'>, exportId: string) {
  const cancelled = new AbortController();
  let written = 0;
  let total: number | null = null;
  let telling: Promise<void> | null = null;
  async function tell(): Promise<void> {
    try {
      const rows = await db.sql(
        `UPDATE analytics_exports SET rows_written = $2, rows_total = $3 WHERE id = $1 AND state = 'working'
         RETURNING id`,
        [exportId, written, total],
      );
      if (rows.length === 0) cancelled.abort();
    } catch (error) {
      log.warn({ err: error, export: exportId }, 'progress could not be written');
    } finally {
      telling = null;
    }
  }
  const timer = setInterval(() => void (telling ??= tell()), everyMs);
  return {
    cancelled: cancelled.signal,
    total: (rows: number) => void (total = rows),
    note: (rows: number) => void (written += rows),
    /** Tells it a last time. */
    async stop(): Promise<void> {
      clearInterval(timer);
      await telling;
      if (!cancelled.signal.aborted) await tell();
    },
  };
}
