import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that its own user alone can read. A write is there whole, and on disk, or the old text stays. */
export function ownFile(path: string) {
  return {
    async read(): Promise<string | undefined> {
      try {
        return await readFile(path, 'utf8');
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw fault;
      }
    },
    async write(text: string): Promise<void> {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}`;
      try {
        const file = await open(draft, 'wx', 0o600);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
      } catch (fault) {
        await rm(draft, { force: true });
        throw fault;
      }
    },
  };
}
