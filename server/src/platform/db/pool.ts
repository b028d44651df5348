import pg from 'pg';
import type { Log } from '../log.ts';
import type { Sql } from './sql.ts';
import { statementOf } from './prepared.ts';

// Sums of milliseconds stay far below 2^53, so bigint comes back as a number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A date is a local day, not an instant.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Whoever waits longer for a connection is told that the platform is busy. */
export const patienceMs = 5_000;

/**
 * A pool of plain connections; nothing is asked of the server yet.
 * @param statementMs after which a statement is given up; 0 is never
 */
export function openPool(url: string, log: Log, most: number, statementMs = 0): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: patienceMs,
    ...(statementMs > 0 ? { statement_timeout: statementMs } : {}),
  });
  // One that breaks while it is in use says so between two statements too; the next statement fails by itself.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection failed'));
  return pool;
}

/** Each statement in a transaction of its own. */
export const sqlOf =
  (pool: pg.Pool): Sql =>
  async (text, values = []) =>
    (await pool.query(statementOf(text, values))).rows as never;

/** Statements that all see the database as it is at the first of them, so that the figures of one answer agree. */
export async function inSnapshot<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(
      async (text, values = []) => (await client.query(statementOf(text, values))).rows as never,
    );
  } finally {
    await client.query('ROLLBACK').catch((fault: unknown) => (broken = fault as Error));
    client.release(broken);
  }
}
