import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './fault.ts';

/**
 * Makes a folder and those above it. Node's own recursive way hides the reason on a read-only disk and never
 * comes back where the system refuses new folders with ENOENT, as in /proc.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    const above = dirname(path);
    if (codeOf(error) !== 'ENOENT' || above === path) throw error;
    makeFolder(above);
    mkdirSync(path);
  }
}
