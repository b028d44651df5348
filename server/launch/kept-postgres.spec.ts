import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { keepPostgres } from './kept-postgres.ts';
import { discardPostgres } from './postgres.ts';
import { recordedCluster } from './postgres/place.ts';

describe('the PostgreSQL of a running platform', () => {
  it('comes back by itself after SIGKILL, at its address and with every committed row', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'minjiang-kept-'));
    const kept = await keepPostgres({ dataDir, durable: false });
    try {
      await ask(kept.url, 'CREATE TABLE kept AS SELECT 7 AS n');
      const file = join(recordedCluster(join(dataDir, 'postgres')), 'postmaster.pid');
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      let rows: unknown = null;
      for (let tries = 0; tries < 100 && rows === null; tries++) {
        await wait(100);
        rows = await ask(kept.url, 'SELECT n FROM kept').catch(() => null);
      }
      expect(rows).toEqual([{ n: 7 }]);
    } finally {
      await kept.stop(true);
      await discardPostgres(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 60_000);
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
