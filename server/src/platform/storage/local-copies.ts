import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openFiles } from './open-files.ts';
import { writeWhole } from './whole-file.ts';

export interface LocalCopies {
  /** Bytes of a copy from a place on; what has none is fetched first, once however many wait for it. */
  read(key: string, from: number, length: number): Promise<Buffer>;
  /** The same at once; undefined where there is no copy. */
  readNow(key: string, from: number, target: Uint8Array): number | undefined;
  /** Forgets the copy of a key, and of all below it. */
  remove(key: string): Promise<void>;
}

export interface CopiesOptions {
  readonly folder: string;
  /** What they may take together; the oldest make room. */
  readonly mostBytes: number;
  /** Writes a file of the storage to a path. */
  readonly fetch: (key: string, path: string) => Promise<void>;
}

const filesKeptOpen = 1024;
/** So much is made free at once, that not every arrival looks at the whole folder. */
const shareKept = 0.9;

/**
 * Copies of immutable files on the own disk. Several processes may share the folder: each fetches what it does not
 * find and makes room by the age of what is there; whoever reads a file that another removes reads it to its end.
 */
export function localCopies({ folder, mostBytes, fetch }: CopiesOptions): LocalCopies {
  const pathOf = (key: string) => join(folder, encodeURIComponent(key));
  const files = openFiles(filesKeptOpen, pathOf);
  const arriving = new Map<string, Promise<void>>();
  /** What the folder holds at least; unknown until it was looked at. */
  let held = Infinity;

  function arrive(key: string): Promise<void> {
    const known = arriving.get(key);
    if (known) return known;
    const arrival = bring(key).finally(() => arriving.delete(key));
    arriving.set(key, arrival);
    return arrival;
  }

  async function bring(key: string): Promise<void> {
    await writeWhole(pathOf(key), (part) => fetch(key, part));
    held += (await stat(pathOf(key))).size;
    if (held > mostBytes) await makeRoom(encodeURIComponent(key));
  }

  async function makeRoom(last: string): Promise<void> {
    const copies = await listed();
    held = copies.reduce((sum, { bytes }) => sum + bytes, 0);
    if (held <= mostBytes) return;
    for (const { name, bytes } of copies) {
      if (held <= mostBytes * shareKept) return;
      if (name === last) continue;
      await rm(join(folder, name), { force: true });
      held -= bytes;
    }
  }

  /** From the oldest on. What is half written or already gone is no copy. */
  async function listed() {
    const names = (await readdir(folder)).filter((name) => !name.endsWith('.part'));
    const found = await Promise.all(
      names.map(async (name) => {
        const file = await stat(join(folder, name)).catch(() => null);
        return file ? [{ name, bytes: file.size, at: file.mtimeMs }] : [];
      }),
    );
    return found.flat().sort((a, b) => a.at - b.at);
  }

  return {
    async read(key, from, length) {
      const first = await files.read(key, from, length).catch(ifMissing);
      if (first) return first;
      await arrive(key);
      return files.read(key, from, length);
    },
    readNow(key, from, target) {
      try {
        return files.readNow(key, from, target);
      } catch (error) {
        return ifMissing(error as NodeJS.ErrnoException);
      }
    },
    async remove(key) {
      await mkdir(folder, { recursive: true });
      const own = encodeURIComponent(key);
      const below = encodeURIComponent(`${key}/`);
      const names = (await readdir(folder)).filter((name) => name === own || name.startsWith(below));
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
