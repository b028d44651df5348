import { createHash } from 'node:crypto';

/** @returns the digest as a buffer of its own */
export function sha256(input: string | ArrayBuffer, encoding: 'binary'): ArrayBuffer {
  if ((encoding as string) !== 'binary') throw new Error(`digests are given as binary here, not ${encoding}`);
  if (typeof input !== 'string' && !(input instanceof ArrayBuffer))
    throw new Error('k6 hashes texts and whole buffers');
  const bytes = typeof input === 'string' ? Buffer.from(input) : new Uint8Array(input);
  return new Uint8Array(createHash('sha256').update(bytes).digest()).buffer;
}
