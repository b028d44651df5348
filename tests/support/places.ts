import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** What a run leaves to be looked at; git ignores it. */
export const outFolder = join(root, 'tests/out');

const made: string[] = [];

/** A folder of this run that is gone afterwards. */
export function scratchFolder(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `minjiang-e2e-${name}-`));
  made.push(path);
  return path;
}

process.on('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});
