import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchFault } from '../../server/launch/fault.ts';
import { discardPostgres, startPostgres } from '../../server/launch/postgres.ts';

const prefix = 'minjiang-tests-';

/**
 * A PostgreSQL of this run alone, in a temporary folder. Its role may make databases; each spec file makes its
 * own and drops it. A durable one has the settings and the memory of the platform's own.
 */
export async function openDatabase({ durable = false } = {}): Promise<
  { url: string; stop: () => Promise<void> } | { fault: string }
> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dataDir, 0o755);
  try {
    const { url, stop } = await startPostgres({ dataDir, database: 'postgres', durable });
    return {
      url,
      async stop() {
        await stop(true);
        await discard(dataDir);
      },
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** What runs left behind that were killed hard: their server still runs and their data are still there. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    try {
      await discard(join(tmpdir(), name));
    } catch (error) {
      // Another run is using it, or another person's.
      if (!(error instanceof LaunchFault)) throw error;
    }
  }
}

async function discard(dataDir: string): Promise<void> {
  await discardPostgres(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}
