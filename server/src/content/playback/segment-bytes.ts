import type { Storage } from '../../platform/index.ts';

const keptBytes = 64 * 2 ** 20;
const largestKept = 2 * 2 ** 20;

/** The bytes of a stored file, or null where it is too large to be held whole. @throws NotStored */
export type ReadSegment = (key: string) => Promise<Buffer | null>;

/**
 * Segments that were asked for lately, whole: a class that watches one film asks for the same ones. They never
 * change, and who may have them is decided before they are read.
 */
export function segmentBytes(storage: Storage, most = keptBytes, largest = largestKept): ReadSegment {
  const known = new Map<string, Buffer>();
  const awaited = new Map<string, Promise<Buffer | null>>();
  let held = 0;

  /** The one used last stands last; the first makes room. */
  function keep(key: string, bytes: Buffer): void {
    if (!known.delete(key)) held += bytes.length;
    known.set(key, bytes);
    for (const [oldest, { length }] of known) {
      if (held <= most) break;
      known.delete(oldest);
      held -= length;
    }
  }

  async function load(key: string): Promise<Buffer | null> {
    if ((await storage.sizeOf(key)) > largest) return null;
    const bytes = await storage.read(key);
    keep(key, bytes);
    return bytes;
  }

  return (key) => {
    const bytes = known.get(key);
    if (bytes) {
      keep(key, bytes);
      return Promise.resolve(bytes);
    }
    const waiting = awaited.get(key) ?? load(key).finally(() => awaited.delete(key));
    awaited.set(key, waiting);
    return waiting;
  };
}
