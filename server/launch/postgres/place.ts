import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { LaunchFault } from '../fault.ts';
import { canEnter, type Account } from './account.ts';
import { makeFolder } from '../folders.ts';

/** Where the database of a data folder lies; it may be elsewhere, see `chooseCluster`. */
export function recordedCluster(folder: string): string {
  try {
    const { cluster } = JSON.parse(readFileSync(join(folder, 'place.json'), 'utf8')) as { cluster?: unknown };
    if (typeof cluster === 'string') return cluster;
  } catch {
    // No record: the database lies in the folder itself, or there is none yet.
  }
  return join(folder, 'cluster');
}

/**
 * A place for a new database: in the data folder, or, where the account cannot enter that (a checkout under a
 * folder that only root can enter), in a folder of the system, remembered in the data folder.
 */
export function chooseCluster(folder: string, account: Account): string {
  if (canEnter(account, folder)) return join(folder, 'cluster');
  const cluster = join(systemFolder(folder, account), 'cluster');
  // What a deleted data folder left behind has a password nobody knows any more; it is kept, not used.
  if (existsSync(cluster)) renameSync(cluster, `${cluster}-before-${Date.now()}`);
  writeFileSync(join(folder, 'place.json'), JSON.stringify({ cluster }, null, 2));
  return cluster;
}

/** A folder of ours that every account can enter, named after the folder it stands in for. */
export function systemFolder(folder: string, account: Account): string {
  const real = realpathSync(folder);
  const name = `minjiang-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
  const temporary = realpathSync(tmpdir());
  // Temporary folders are swept by the system, so nothing that is to last goes there.
  const bases = real.startsWith(temporary + sep) ? [temporary] : ['/var/lib', '/var/db', '/opt'];
  for (const base of bases) {
    const at = join(base, name);
    if (existsSync(base) && makeOwn(at) && canEnter(account, at)) return at;
  }
  throw new LaunchFault(
    `The account that PostgreSQL runs as cannot enter ${folder}: choose another data folder with MINJIANG_DATA_DIR.`,
  );
}

/** Makes the folder, or takes it if it is ours already; one that somebody else put there is not trusted. */
export function makeOwn(at: string): boolean {
  try {
    makeFolder(at);
    const found = lstatSync(at);
    if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
    chmodSync(at, 0o755);
    return true;
  } catch {
    return false;
  }
}
