import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';

/** Encrypted columns and their blind indexes (SM4-CBC with HMAC-SM3 over it; node:crypto has no SM4-GCM). */
export interface Sealing {
  /** key version (1) ‖ iv (16) ‖ ciphertext ‖ tag (32) */
  seal(text: string): Buffer;
  /** @throws Error when the bytes were altered or belong to another key */
  open(sealed: Buffer): string;
  /** HMAC-SM3 of a normalised value, for exact search; 32 bytes. */
  blindIndex(field: string, value: string): Buffer;
}

const version = 1;

export function makeSealing(keys: Keys): Sealing {
  const cipherKey = keys.derive('pii-sm4', 16);
  const tagKey = keys.derive('pii-hmac-sm3', 32);
  const indexKey = keys.derive('pii-blind-index', 32);
  const tagOf = (bytes: Buffer) => createHmac('sm3', tagKey).update(bytes).digest();
  return {
    seal(text) {
      const iv = randomBytes(16);
      const cipher = createCipheriv('sm4-cbc', cipherKey, iv);
      const body = Buffer.concat([Buffer.from([version]), iv, cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([body, tagOf(body)]);
    },
    open(sealed) {
      const body = sealed.subarray(0, -32);
      if (sealed.length < 65 || body[0] !== version || !timingSafeEqual(tagOf(body), sealed.subarray(-32))) {
        throw new Error('a sealed value was altered or belongs to another key');
      }
      const decipher = createDecipheriv('sm4-cbc', cipherKey, body.subarray(1, 17));
      return Buffer.concat([decipher.update(body.subarray(17)), decipher.final()]).toString('utf8');
    },
    blindIndex(field, value) {
      return createHmac('sm3', indexKey).update(`${field}\n${value}`).digest();
    },
  };
}
