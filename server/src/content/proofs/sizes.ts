import type { Storage } from '../../platform/index.ts';

/** Sizes of stored files, which never change; those asked for first make room. */
export function sizesOf(
  storage: Pick<Storage, 'sizeOf'>,
  most: number,
): (key: string) => number | Promise<number> {
  const known = new Map<string, number>();
  return (key) => {
    const size = known.get(key);
    if (size !== undefined) return size;
    return storage.sizeOf(key).then((found) => {
      known.set(key, found);
      const oldest = known.keys().next();
      if (known.size > most && !oldest.done) known.delete(oldest.value);
      return found;
    });
  };
}
