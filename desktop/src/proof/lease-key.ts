import {
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { type Beat, type BeatSeal, type HeldNonce, sealedBytes } from '@minjiang/shared/learning';

/** One half of a key agreement (X25519); made for one lease and forgotten with it. */
export interface LeaseAgreement {
  /** Raw, base64url. */
  readonly publicKey: string;
  /**
   * The key of the lease, the same on both sides.
   * @throws for what is no X25519 key, and for those few points that agree on nothing
   */
  agree(otherPublicKey: string, leaseId: string): Buffer;
}

export function beginAgreement(): LeaseAgreement {
  const own = generateKeyPairSync('x25519');
  return {
    publicKey: own.publicKey.export({ format: 'jwk' }).x!,
    agree(otherPublicKey, leaseId) {
      const secret = diffieHellman({ privateKey: own.privateKey, publicKey: agreementKey(otherPublicKey) });
      return Buffer.from(hkdfSync('sha256', secret, leaseId, 'minjiang lease 1', 32));
    },
  };
}

const agreementKey = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });

/** Seals a beat under the key of its lease, with the nonce of the last answer. */
export function sealBeat(key: Buffer, beat: Beat, by: HeldNonce): BeatSeal {
  return {
    after: by.after,
    mac: createHmac('sha256', key).update(sealedBytes(beat, by)).digest('base64url'),
  };
}
