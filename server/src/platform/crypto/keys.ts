import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { keptSecret } from './kept-secret.ts';

/** Keys derived from the one master key; the master never leaves this file's closure. */
export interface Keys {
  /** `length` bytes bound to a label, the same for ever. */
  derive(label: string, length: number): Buffer;
  /** HMAC-SHA256 over the parts, each length-prefixed, under a key of the label. */
  mac(label: string, ...parts: (string | Buffer)[]): Buffer;
}

/** @param master 32 bytes */
export function makeKeys(master: Buffer): Keys {
  const cache = new Map<string, Buffer>();
  function derive(label: string, length: number): Buffer {
    const at = `${label}/${length}`;
    const known = cache.get(at);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', master, 'minjiang', label, length));
    // Labels of single encodings are many; only the few fixed ones are worth keeping.
    if (cache.size < 64) cache.set(at, made);
    return made;
  }
  // Node takes 6 µs for a digest under a key object and 33 µs under the same key as bytes.
  const macKeys = new Map<string, KeyObject>();
  function macKey(label: string): KeyObject {
    const known = macKeys.get(label);
    if (known) return known;
    const made = createSecretKey(derive(label, 32));
    if (macKeys.size < 64) macKeys.set(label, made);
    return made;
  }
  return {
    derive,
    mac(label, ...parts) {
      const framed = parts.flatMap((part) => {
        const bytes = typeof part === 'string' ? Buffer.from(part) : part;
        const length = Buffer.allocUnsafe(4);
        length.writeUInt32BE(bytes.length);
        return [length, bytes];
      });
      return createHmac('sha256', macKey(label)).update(Buffer.concat(framed)).digest();
    },
  };
}

/**
 * The master key: from the environment, else from `<dataDir>/secrets/master.key`, made there once (mode 0600).
 */
export function loadMasterKey(dataDir: string, given: string | null): Buffer {
  if (given) return Buffer.from(given, 'hex');
  const text = keptSecret(dataDir, 'master.key', () => randomBytes(32).toString('hex'));
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(
      `The master key in ${join(dataDir, 'secrets/master.key')} is damaged; restore it from backup.`,
    );
  return Buffer.from(text, 'hex');
}
