import { close, open, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';

interface OpenFile {
  /** A plain descriptor: reading through it costs half of what a `FileHandle` does. */
  readonly descriptor: Promise<number>;
  /** The same once it is known. */
  number: number | undefined;
  users: number;
  dropped: boolean;
}

export interface OpenFiles {
  /** Bytes of a file from a place on, fewer where it ends before. */
  read(key: string, from: number, length: number): Promise<Buffer>;
  /**
   * Bytes of a file from a place on into `target`, at once; the thread waits for the disk where they are not in
   * memory. @returns how many, fewer where the file ends before
   */
  readNow(key: string, from: number, target: Uint8Array): number;
  /** Files that are open now. */
  count(): number;
}

const openFile = promisify(open);

/**
 * Keeps the files that were read last open: opening one costs more than reading a piece of it.
 * @param most files kept open at once, besides those in use
 * @param pathOf where a file lies; asked when it is opened
 */
export function openFiles(most: number, pathOf = (key: string) => key): OpenFiles {
  const known = new Map<string, OpenFile>();
  let opened = 0;

  function take(key: string): OpenFile {
    const file = known.get(key) ?? begin(key);
    keep(key, file);
    file.users++;
    return file;
  }

  /** The most recently used is the last one; the first one makes room. */
  function keep(key: string, file: OpenFile): void {
    known.delete(key);
    known.set(key, file);
    if (known.size <= most) return;
    const [oldest] = known;
    if (oldest && oldest[1] !== file) drop(...oldest);
  }

  function begin(key: string): OpenFile {
    const descriptor = openFile(pathOf(key), 'r');
    const file: OpenFile = { descriptor, number: undefined, users: 0, dropped: false };
    descriptor.then(
      (number) => {
        opened++;
        file.number = number;
      },
      () => undefined,
    );
    return file;
  }

  /** Opened at once, also where somebody waits for the same file: that one is replaced, and closed after use. */
  function beginNow(key: string): OpenFile & { number: number } {
    const number = openSync(pathOf(key), 'r');
    opened++;
    const awaited = known.get(key);
    if (awaited) drop(key, awaited);
    return { descriptor: Promise.resolve(number), number, users: 0, dropped: false };
  }

  function drop(key: string, file: OpenFile): void {
    if (known.get(key) === file) known.delete(key);
    file.dropped = true;
    closeUnused(file);
  }

  /** Nothing was written, so that nothing can be lost by closing. */
  function closeUnused({ dropped, users, descriptor }: OpenFile): void {
    if (!dropped || users > 0) return;
    const done = () => void opened--;
    descriptor.then((number) => close(number, done)).catch(() => undefined);
  }

  return {
    count: () => opened,
    async read(key, from, length) {
      const file = take(key);
      try {
        return await readPart(await file.descriptor, from, length);
      } catch (error) {
        // A file that cannot be read may be there the next time.
        if (!file.dropped) drop(key, file);
        throw error;
      } finally {
        file.users--;
        closeUnused(file);
      }
    },
    readNow(key, from, target) {
      const held = known.get(key);
      const file = held?.number === undefined ? beginNow(key) : held;
      keep(key, file);
      try {
        return readSync(file.number!, target, 0, target.length, from);
      } catch (error) {
        drop(key, file);
        throw error;
      }
    },
  };
}

function readPart(descriptor: number, from: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    read(descriptor, Buffer.allocUnsafe(length), 0, length, from, (error, count, buffer) => {
      if (error) reject(error);
      else resolve(buffer.subarray(0, count));
    });
  });
}
