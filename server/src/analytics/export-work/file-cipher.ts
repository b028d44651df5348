import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import type { Keys } from '../../platform/index.ts';

/** What is needed, beside the key, to open a file that was sealed. */
export interface FileSeal {
  readonly iv: Buffer;
  readonly tag: Buffer;
}

const keyOf = (keys: Keys, exportId: string) => keys.derive(`export-file ${exportId}`, 32);

/** Encrypts a file on its way (AES-256-GCM under a key of its own); `tag` is there when it has gone through. */
export function sealFile(keys: Keys, exportId: string) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys, exportId), iv);
  return { cipher, seal: (): FileSeal => ({ iv, tag: cipher.getAuthTag() }) };
}

/** Decrypts it on its way; breaks before the last of it has passed when a byte was altered. */
export const openSealedFile = (
  keys: Keys,
  exportId: string,
  { iv, tag }: FileSeal,
): [Transform, Transform] => [
  createDecipheriv('aes-256-gcm', keyOf(keys, exportId), iv).setAuthTag(tag),
  lastHeldBack(),
];

/** Passes each piece on when the next one arrives, and the last one at the end: not at all when there is a fault. */
function lastHeldBack(): Transform {
  let held: Buffer | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const before = held;
      held = chunk;
      done(null, before);
    },
    flush: (done) => done(null, held),
  });
}

/** Passes bytes on and counts them. */
export function measured() {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ bytes, sha256: hash.digest() }) };
}
