import { readFile } from 'node:fs/promises';

/**
 * The text of the first of these files that exists; undefined when there is none. A file that exists and cannot be
 * read throws: skipping it would let a later one take its place.
 */
export async function readFirst(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      return await readFile(path, 'utf8');
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
    }
  }
  return undefined;
}
