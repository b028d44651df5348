import { close, open, read } from 'node:fs';
import { promisify } from 'node:util';

interface OpenFile {
  /** A plain descriptor: reading through it costs half of what a `FileHandle` does. */
  readonly descriptor: Promise<number>;
  users: number;
  dropped: boolean;
}

export interface OpenFiles {
  /** Bytes of a file from a place on, fewer where it ends before. */
  read(path: string, from: number, length: number): Promise<Buffer>;
  /** Files that are open now. */
  count(): number;
}

const openFile = promisify(open);

/**
 * Keeps the files that were read last open: opening one costs more than reading a piece of it.
 * @param most files kept open at once, besides those in use
 */
export function openFiles(most: number): OpenFiles {
  const known = new Map<string, OpenFile>();
  let opened = 0;

  function take(path: string): OpenFile {
    const file = known.get(path) ?? begin(path);
    // The most recently used is the last one.
    known.delete(path);
    known.set(path, file);
    file.users++;
    const [oldest] = known;
    if (known.size > most && oldest && oldest[1] !== file) drop(...oldest);
    return file;
  }

  function begin(path: string): OpenFile {
    const descriptor = openFile(path, 'r');
    descriptor.then(
      () => opened++,
      () => undefined,
    );
    return { descriptor, users: 0, dropped: false };
  }

  function drop(path: string, file: OpenFile): void {
    if (known.get(path) === file) known.delete(path);
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
    async read(path, from, length) {
      const file = take(path);
      try {
        return await readPart(await file.descriptor, from, length);
      } catch (error) {
        // A file that cannot be read may be there the next time.
        if (!file.dropped) drop(path, file);
        throw error;
      } finally {
        file.users--;
        closeUnused(file);
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
