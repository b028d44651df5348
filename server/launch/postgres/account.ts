import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { LaunchFault } from '../fault.ts';

/** Whom PostgreSQL runs as; `null` is ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/**
 * PostgreSQL refuses to run as root, so root lends it an account without rights: the owner of data that are
 * there already, else `postgres`, else `nobody`, else one made for it. Everybody else runs it himself.
 */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return named('postgres') ?? named('nobody') ?? made('minjiang-db');
}

function named(name: string): Account {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid && gid && uid !== '0' ? { uid: Number(uid), gid: Number(gid) } : null;
  } catch {
    return null;
  }
}

function made(name: string): Account {
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  const account = named(name);
  if (account) return account;
  throw new LaunchFault(
    'PostgreSQL refuses to run as root and no account without rights could be made: start as an ordinary user.',
  );
}

/** `uid` and `gid` for spawn; the folder is one that every account can enter. */
export function as(account: Account): { uid?: number; gid?: number; cwd: string } {
  return account ? { ...account, cwd: '/' } : { cwd: process.platform === 'win32' ? process.cwd() : '/' };
}

/** Whether the account can really enter the folder, asked by trying: modes alone do not tell. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as(account), stdio: 'ignore' });
  return tried.status === 0;
}
