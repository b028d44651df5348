import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '@minjiang/shared/kernel';
import { openFiles } from './open-files.ts';

/** Immutable files by key (`originals/<sha256>`, `encodings/<id>/…`); disk today, S3 behind the same port. */
export interface Storage {
  put(key: string, bytes: Buffer | Readable): Promise<void>;
  /** Moves a local file in; the source is gone afterwards. */
  take(key: string, localPath: string): Promise<void>;
  /** @throws NotStored */
  read(key: string): Promise<Buffer>;
  /** @throws NotStored */
  stream(key: string): Promise<{ sizeBytes: number; body: Readable }>;
  /** `length` bytes from a place of it on, fewer where it ends before. @throws NotStored */
  readRange(key: string, from: number, length: number): Promise<Buffer>;
  /**
   * The same into `target` and at once, for what was read a short time ago and is therefore in memory; undefined
   * where the storage cannot know it without waiting. @returns how many bytes. @throws NotStored
   */
  readNow(key: string, from: number, target: Uint8Array): number | undefined;
  /** @throws NotStored */
  sizeOf(key: string): Promise<number>;
  has(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** A path for programs that need one (ffmpeg); a copy where the storage is not a disk. */
  localPath(key: string): Promise<string>;
}

export class NotStored extends Error {
  constructor(key: string) {
    super(`nothing is stored under ${key}`);
  }
}

const filesKeptOpen = 1024;

/** Storage in a folder. A file appears under its key only when it is whole. */
export function diskStorage(root: string): Storage {
  const pathOf = (key: string) => {
    const path = normalize(join(root, key));
    if (!path.startsWith(normalize(root) + sep)) throw new Error('a storage key leaves its folder');
    return path;
  };
  const files = openFiles(filesKeptOpen, pathOf);
  async function arrive(key: string, write: (path: string) => Promise<void>): Promise<void> {
    const path = pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.${newId()}.part`;
    try {
      await write(part);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }
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
        () => true,
        () => false,
      ),
    remove: async (key) => rm(pathOf(key), { force: true, recursive: true }),
    localPath: (key) => Promise.resolve(pathOf(key)),
  };
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await pipeline(createReadStream(from), createWriteStream(to));
    await rm(from);
  }
}
