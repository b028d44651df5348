import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';

/** Why this machine allows no disk of our own; null where it does. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'disks of our own are made on Linux only';
  const tried = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'], {
    encoding: 'utf8',
  });
  return tried.status === 0 ? null : `no disk may be mounted here (${(tried.stderr || 'no unshare').trim()})`;
}

const mounted = new Set<string>();
process.on('exit', () => mounted.forEach(unmount));

/** A disk of so many megabytes in memory. @returns what takes it away */
export function smallDisk(folder: string, sizeMb: number): () => void {
  mkdirSync(folder, { recursive: true });
  const options = ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'none', folder];
  const made = spawnSync('mount', options, { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`no disk could be mounted: ${made.stderr}`);
  chmodSync(folder, 0o755);
  mounted.add(folder);
  return () => unmount(folder);
}

function unmount(folder: string): void {
  mounted.delete(folder);
  spawnSync('umount', ['--lazy', folder]);
}
