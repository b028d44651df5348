import type { Database } from '../../platform/index.ts';

export interface Hold {
  /** Fires when the hold is lost with its connection. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

const lockSpace = 727_131;

/**
 * Makes this process the only one at work on an asset. The hold lives with a database connection, so that it ends
 * at the very moment its process does, however that happens.
 * @returns null while another process holds the asset
 */
export async function holdAsset(pool: Database['pool'], assetId: string): Promise<Hold | null> {
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
      [lockSpace, assetId],
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
        await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [lockSpace, assetId]);
        letGo(false);
      } catch {
        letGo(true);
      }
    },
  };
}
