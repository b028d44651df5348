import type { Readable } from 'node:stream';

/** Immutable files by key (`originals/<sha256>`, `encodings/<id>/…`), in a folder or in a bucket of an S3 service. */
export interface Storage {
  /** It is there whole or not at all. */
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
  /** Whether a file has this key. */
  has(key: string): Promise<boolean>;
  /** A file, or all whose keys lie below this one. */
  remove(key: string): Promise<void>;
  /**
   * A path for programs that need one (ffmpeg): the file itself where the storage is a disk, else a copy in `folder`,
   * which the caller removes. @throws NotStored where it had to be copied
   */
  localPath(key: string, folder: string): Promise<string>;
}

export class NotStored extends Error {
  constructor(key: string) {
    super(`nothing is stored under ${key}`);
  }
}

/** @throws Error for a key that names a place outside, or none */
export function assertInside(key: string): void {
  if (key === '' || key.split(/[/\\]/).some((step) => ['', '.', '..'].includes(step)))
    throw new Error('a storage key leaves its folder');
}
