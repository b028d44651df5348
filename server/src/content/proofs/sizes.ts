import type { Storage } from '../../platform/index.ts';

export interface Sizes {
  /** Undefined for a file that was not asked for lately. */
  known(key: string): number | undefined;
  find(key: string): Promise<number>;
}

/** Sizes of stored files, which never change; those asked for first make room. */
export function sizesOf(storage: Pick<Storage, 'sizeOf'>, most: number): Sizes {
  const sizes = new Map<string, number>();
  return {
    known: (key) => sizes.get(key),
    async find(key) {
      const size = await storage.sizeOf(key);
      sizes.set(key, size);
      const oldest = sizes.keys().next();
      if (sizes.size > most && !oldest.done) sizes.delete(oldest.value);
      return size;
    },
  };
}
