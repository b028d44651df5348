import type pg from 'pg';

/**
 * Does work of which only one process on this database may do any at a time; the others wait for their turn. For work
 * that is longer than one transaction. The lock goes with the process.
 * @param key the advisory lock, one for each kind of work
 */
export async function alone<T>(pool: pg.Pool, key: number, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [key]);
    return await work();
  } finally {
    // The connection is closed and takes the lock with it, whatever state it is in.
    client.release(true);
  }
}
