import { proofNonceAge, type Beat } from '@minjiang/shared/learning';
import type { MediaProofSource } from '../ports.ts';
import { union, type Interval } from './intervals.ts';
import type { AccountRow } from './account-row.ts';
import type { BeatsOf } from './record-beats.ts';

/** Makes the nonce that was answered with a beat of this lease. */
export type NonceAfter = (row: AccountRow, seq: number) => string;

/**
 * The media that the beats of a batch prove to have reached the leases of their accounts, beyond what was proven
 * before (ledger rule 5). What cannot earn anyway costs no look at the media; what is answered at once, no promise.
 */
export async function provenMedia(
  requests: ReadonlyMap<string, readonly BeatsOf[]>,
  rows: ReadonlyMap<string, AccountRow>,
  media: MediaProofSource,
  nonceAfter: NonceAfter,
  unsealed: ReadonlyMap<AccountRow, ReadonlySet<Beat>>,
): Promise<Map<string, Interval[]>> {
  const proven = new Map<string, Interval[]>();
  const awaited: Promise<void>[] = [];
  for (const [accountId, row] of rows) {
    const { encodingId } = row;
    if (!row.proofDemanded || encodingId === null) continue;
    const note = (places: readonly Interval[]) =>
      void proven.set(accountId, union(proven.get(accountId) ?? [], places));
    for (const { seq, proof } of beatsToCheck(row, requests.get(accountId) ?? [], unsealed.get(row))) {
      const { after, segments, digest } = proof;
      const found = media.checkProof({ encodingId, nonce: nonceAfter(row, after), seq, segments, digest });
      if (found instanceof Promise) awaited.push(found.then(note));
      else note(found);
    }
  }
  if (awaited.length > 0) await Promise.all(awaited);
  return proven;
}

type ProvingBeat = Beat & { proof: NonNullable<Beat['proof']> };

/**
 * Beats of this lease that are new, may earn, need a proof, and carry one under a nonce that is recent enough. Pure.
 */
export function beatsToCheck(
  row: Pick<AccountRow, 'leaseId' | 'epoch' | 'sessionId' | 'lastSeq' | 'delivered'>,
  requests: readonly BeatsOf[],
  unsealed: ReadonlySet<Beat> = new Set(),
): ProvingBeat[] {
  let { lastSeq } = row;
  return requests.flatMap(({ beats, sessionId }) =>
    beats.filter((beat): beat is ProvingBeat => {
      const ours = beat.leaseId === row.leaseId && beat.epoch === row.epoch && sessionId === row.sessionId;
      if (!ours || beat.seq <= lastSeq || unsealed.has(beat)) return false;
      lastSeq = beat.seq;
      const { proof, seq } = beat;
      const recent = proof && proof.after < seq && seq - proof.after <= proofNonceAge;
      if (!recent || !beat.playing || !beat.foreground) return false;
      return !row.delivered.some(([from, to]) => from <= beat.fromMs && beat.toMs <= to);
    }),
  );
}
