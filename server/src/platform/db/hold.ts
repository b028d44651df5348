import type pg from 'pg';

export interface Hold {
  /** Fires when the hold is lost with its connection. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Makes this process the only one at work on a thing. The hold lives with a database connection, so that it ends
 * at the very moment its process does, however that happens.
 * @param space which kind of thing it is; a number for each kind
 * @returns null while another process holds it
 */
export async function hold(pool: pg.Pool, space: number, id: string): Promise<Hold | null> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onError = () => lost.abort();
  client.on('error', onError);
  const letGo = (broken: boolean) => {
    client.off('error', onError);
    client.release(broken);
  };
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held',
      [space, id],
    );
    if (!rows[0]?.held) {
      letGo(false);
      return null;
    }
  } catch (error) {
    letGo(true);
    throw error;
  }
  return {
    lost: lost.signal,
    async release() {
      try {
        await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [space, id]);
        letGo(false);
      } catch {
        letGo(true);
      }
    },
  };
}
