import { createWriteStream } from 'node:fs';
import { open, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openFiles } from './open-files.ts';
import { assertInside, NotStored, type Storage } from './storage.ts';
import { moveFile, writeWhole } from './whole-file.ts';

const filesKeptOpen = 1024;

/** Storage in a folder. */
export function diskStorage(root: string): Storage {
  const pathOf = (key: string) => {
    assertInside(key);
    return join(root, key);
  };
  const files = openFiles(filesKeptOpen, pathOf);
  const arrive = async (key: string, write: (part: string) => Promise<void>) =>
    writeWhole(pathOf(key), write);
  const missing = (key: string) => (error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new NotStored(key) : error;
  };
  return {
    put(key, bytes) {
      if (!(bytes instanceof Readable)) return arrive(key, (part) => writeFile(part, bytes));
      // It may break before anything reads it; the pipeline is told all the same.
      bytes.on('error', () => undefined);
      return arrive(key, (part) => pipeline(bytes, createWriteStream(part)));
    },
    take: (key, localPath) => arrive(key, (part) => moveFile(localPath, part)),
    read: async (key) => readFile(pathOf(key)).catch(missing(key)),
    async stream(key) {
      const handle: FileHandle = await open(pathOf(key)).catch(missing(key));
      const { size } = await handle.stat();
      return { sizeBytes: size, body: handle.createReadStream() };
    },
    readRange: async (key, from, length) => files.read(key, from, length).catch(missing(key)),
    readNow(key, from, target) {
      try {
        return files.readNow(key, from, target);
      } catch (error) {
        return missing(key)(error as NodeJS.ErrnoException);
      }
    },
    sizeOf: async (key) => (await stat(pathOf(key)).catch(missing(key))).size,
    has: async (key) =>
      stat(pathOf(key)).then(
        (found) => found.isFile(),
        () => false,
      ),
    remove: async (key) => rm(pathOf(key), { force: true, recursive: true }),
    localPath: async (key) => Promise.resolve(pathOf(key)),
  };
}
