import type { Clock, Database } from '../../platform/index.ts';

/** Longer than this between two rounds, nobody watched: the platform was down, or its machine slept. */
const longestRoundMs = 30_000;

/**
 * Gives waiting checks the time back in which the platform was down: nobody could answer then. To be called at
 * start, before anything is served, and with every round. Measured by the machine's own clock, which the test clock
 * does not move. @returns how long it was down, 0 for not at all
 */
export function excuseDowntime({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<number> {
  return db.transaction(async ({ sql }) => {
    const [watch] = await sql<{ ms: number }>(
      `WITH before AS (SELECT last_at FROM integrity_watch FOR UPDATE), kept AS (
         INSERT INTO integrity_watch (last_at) VALUES (clock_timestamp())
         ON CONFLICT (one) DO UPDATE SET last_at = excluded.last_at)
       SELECT (extract(epoch FROM clock_timestamp() - last_at) * 1000)::float8 AS ms FROM before`,
    );
    if (!watch || watch.ms <= longestRoundMs) return 0;
    await sql(
      `UPDATE integrity_checks SET answer_by = answer_by + $1::float8 * interval '1 ms'
       WHERE state = 'issued' AND answer_by > to_timestamp(($2::float8 - $1::float8) / 1000)`,
      [watch.ms, await clock.now(sql)],
    );
    return watch.ms;
  });
}
