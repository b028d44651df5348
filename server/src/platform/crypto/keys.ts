import { hash, hkdfSync, randomBytes } from 'node:crypto';
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
  const macBlocks = new Map<string, MacBlocks>();
  function blocksOf(label: string): MacBlocks {
    const known = macBlocks.get(label);
    if (known) return known;
    const made = macBlocksOf(derive(label, 32));
    if (macBlocks.size < 64) macBlocks.set(label, made);
    return made;
  }
  return { derive, mac: (label, ...parts) => macOf(blocksOf(label), parts) };
}

/** The key of an HMAC, filled up to a block of SHA-256 and masked, for its inner and its outer digest. */
interface MacBlocks {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const blockBytes = 64;

function macBlocksOf(key: Buffer): MacBlocks {
  const masked = (mask: number) => {
    const block = Buffer.alloc(blockBytes, mask);
    key.forEach((byte, i) => (block[i] = byte ^ mask));
    return block;
  };
  return { inner: masked(0x36), outer: masked(0x5c) };
}

/**
 * HMAC-SHA256 (RFC 2104) by two one-shot digests: several are made for every beat, and an object of `createHmac`
 * costs more than both.
 */
function macOf({ inner, outer }: MacBlocks, parts: readonly (string | Buffer)[]): Buffer {
  let size = blockBytes;
  for (const part of parts) size += 4 + Buffer.byteLength(part);
  const message = size <= scratch.length ? scratch.subarray(0, size) : Buffer.allocUnsafe(size);
  let at = inner.copy(message);
  for (const part of parts) {
    const length = typeof part === 'string' ? message.write(part, at + 4) : part.copy(message, at + 4);
    message.writeUInt32BE(length, at);
    at += 4 + length;
  }
  outer.copy(outerMessage);
  hash('sha256', message, 'buffer').copy(outerMessage, blockBytes);
  return hash('sha256', outerMessage, 'buffer');
}

/** Written anew for every digest, which is made before anything else runs. */
const scratch = Buffer.allocUnsafeSlow(1024);
const outerMessage = Buffer.allocUnsafeSlow(blockBytes + 32);

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
