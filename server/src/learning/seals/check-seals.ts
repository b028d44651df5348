import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Beat, mayFollow, sealedBytes } from '@minjiang/shared/learning';
import type { Keys } from '../../platform/index.ts';
import { leaseKey } from './lease-agreement.ts';

/** Keys of leases are agreed once a process and kept for this many; an agreement costs more than a beat. */
const mostKept = 5000;

/** What of a lease its seals depend on. */
export interface SealedLease {
  readonly leaseId: string;
  readonly epoch: number;
  readonly lastSeq: number;
  readonly deviceKey: string | null;
}

/** Makes the nonce that was answered with a beat of this lease. */
type NonceAfter = (lease: SealedLease, seq: number) => string;

/** Whether a beat is the word of the machine that its lease was opened on. */
export type IsSealed = (lease: SealedLease, beat: Beat) => boolean;

/** A lease that no machine signed for asks for no seal. */
export function sealCheck(keys: Keys, nonceAfter: NonceAfter): IsSealed {
  const kept = new Map<string, Buffer>();
  const keyOf = (leaseId: string, deviceKey: string): Buffer => {
    const known = kept.get(leaseId);
    if (known) return known;
    const agreed = leaseKey(keys, leaseId, deviceKey);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
    kept.set(leaseId, agreed);
    return agreed;
  };
  return (lease, beat) => {
    if (lease.deviceKey === null) return true;
    const { seal, ...bare } = beat;
    if (!seal || !mayFollow(beat.seq, seal.after, lease.lastSeq)) return false;
    const by = { nonce: nonceAfter(lease, seal.after), after: seal.after };
    const expected = createHmac('sha256', keyOf(lease.leaseId, lease.deviceKey))
      .update(sealedBytes(bare, by))
      .digest();
    return timingSafeEqual(expected, Buffer.from(seal.mac, 'base64url'));
  };
}
