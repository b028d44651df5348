import type { Database } from '../../platform/index.ts';
import { longestRunMs } from './runs.ts';

/**
 * Closes the open runs of leases that were not heard of for longer than a run may last, a bounded number at a time.
 * @returns how many were closed
 */
export function closeSilentRuns(db: Database, now: number): Promise<number> {
  return db.transaction(async ({ sql }) => {
    const silent = await sql<{ id: string }>(
      `SELECT account_id AS id FROM learning_leases
       WHERE open_run_id IS NOT NULL AND last_beat_at < to_timestamp($1::float8 / 1000)
       ORDER BY account_id LIMIT 1000 FOR UPDATE SKIP LOCKED`,
      [now - longestRunMs],
    );
    const ids = silent.map(({ id }) => id);
    const closed = await sql<{ id: string }>(
      `UPDATE learning_runs r SET closed_at = to_timestamp($2::float8 / 1000) FROM learning_leases l
       WHERE l.account_id = ANY($1::uuid[]) AND r.account_id = l.account_id AND r.day = l.open_run_day
         AND r.run_id = l.open_run_id AND r.closed_at IS NULL RETURNING r.run_id AS id`,
      [ids, now],
    );
    await sql(
      'UPDATE learning_leases SET open_run_id = NULL, open_run_day = NULL WHERE account_id = ANY($1::uuid[])',
      [ids],
    );
    return closed.length;
  });
}
