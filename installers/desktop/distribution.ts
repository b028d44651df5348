import { existsSync, openSync, readFileSync, readSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { headBytes, machineOf, type Target } from './machine-type.ts';

export interface Distribution {
  readonly folder: string;
  /** As its file `version` says. */
  readonly version: string;
}

/**
 * The Electron distribution for a target: a subfolder of its name in the folder given, that folder itself, or what the
 * package `electron` has fetched. One for another machine is passed over.
 */
export function findDistribution(
  target: Target,
  given: string | undefined,
  own: string,
): Distribution | undefined {
  const places = given === undefined ? [own] : [join(given, target.name), given];
  const folder = places.find((place) => isFor(target, place));
  return folder === undefined
    ? undefined
    : { folder, version: readFileSync(join(folder, 'version'), 'utf8').trim() };
}

function isFor(target: Target, folder: string): boolean {
  const program = join(folder, target.program);
  if (!existsSync(program) || !existsSync(join(folder, 'version'))) return false;
  const head = Buffer.alloc(headBytes);
  const file = openSync(program, 'r');
  try {
    return machineOf(head.subarray(0, readSync(file, head, 0, headBytes, 0))) === target.name;
  } finally {
    closeSync(file);
  }
}
