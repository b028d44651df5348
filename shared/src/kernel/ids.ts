import * as z from 'zod';

/** UUID of any version as lower-case text; ours are version 7, made in the application. */
export const id = () => z.uuid();

/**
 * A UUIDv7: 48 bits of milliseconds, 12 that count on within one, then random bits, so that keys made later sort later;
 * those of another process within the same millisecond fall in between.
 * @param atMs milliseconds since the epoch
 */
export function newId(atMs: number = Date.now()): string {
  const bytes = randomBytes();
  let rest = atMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  // It begins anywhere in the lower half, so that there is room for as many more.
  count = atMs === countedMs ? Math.min(count + 1, 0xfff) : ((bytes[6]! & 0x07) << 8) | bytes[7]!;
  countedMs = atMs;
  bytes[6] = (count >> 8) | 0x70;
  bytes[7] = count & 0xff;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hex[bytes[i]!]!;
  }
  return text;
}

let countedMs = -1;
let count = 0;

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Random bytes are asked for by the page: the question costs more than they do. Each is given out once. */
const page = new Uint8Array(4096);
let used = page.length;

function randomBytes(): Uint8Array {
  if (used === page.length) {
    crypto.getRandomValues(page);
    used = 0;
  }
  return page.subarray(used, (used += 16));
}
