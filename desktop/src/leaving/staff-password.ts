import { scrypt, timingSafeEqual } from 'node:crypto';

/** What the configuration keeps of the password of the staff: cost (2^), block size, lanes, salt and hash in hex. */
export const staffPasswordPattern = /^scrypt:(1[4-7]):(8):(1):([0-9a-f]{32}):([0-9a-f]{64})$/;

/**
 * Whether a password is the one that was kept; takes a moment by design.
 * @param kept text of `staffPasswordPattern`
 */
export async function isStaffPassword(kept: string, given: string): Promise<boolean> {
  const [, cost, blockSize, lanes, salt, hash] = staffPasswordPattern.exec(kept) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const [N, r, p] = [2 ** Number(cost), Number(blockSize), Number(lanes)];
  const made = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(given, Buffer.from(salt, 'hex'), 32, options, (fault, key) =>
      fault ? reject(fault) : resolve(key),
    );
  });
  return timingSafeEqual(made, Buffer.from(hash, 'hex'));
}
