import { createPrivateKey, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { Keys } from '../../platform/index.ts';

/** DER of a PKCS#8 private key of X25519, up to its 32 bytes (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The server's half of the key of a lease: derived from its id, so that nothing secret is stored. */
function ownHalf(keys: Keys, leaseId: string): KeyObject {
  const seed = keys.mac('lease-agreement', leaseId);
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
}

/** What the machine of a lease agrees its key with; raw, base64url. */
export function agreementKeyOf(keys: Keys, leaseId: string): string {
  return createPublicKey(ownHalf(keys, leaseId)).export({ format: 'jwk' }).x!;
}

/**
 * The key that seals the beats of a lease; the machine comes to the same.
 * @param deviceKey the machine's half, raw, base64url
 * @throws for what is no X25519 key, and for those few points that agree on nothing
 */
export function leaseKey(keys: Keys, leaseId: string, deviceKey: string): Buffer {
  const other = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: deviceKey }, format: 'jwk' });
  const secret = diffieHellman({ privateKey: ownHalf(keys, leaseId), publicKey: other });
  return Buffer.from(hkdfSync('sha256', secret, leaseId, 'minjiang lease 1', 32));
}
