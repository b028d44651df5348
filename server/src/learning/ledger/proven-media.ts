import { proofNonceAge, type Beat } from '@minjiang/shared/learning';
import type { MediaProofSource } from '../ports.ts';
import { union, type Interval } from './intervals.ts';
import type { AccountRow } from './read-state.ts';
import type { BeatsOf } from './record-beats.ts';

/** Makes the nonce that was answered with a beat of this lease. */
export type NonceAfter = (row: AccountRow, seq: number) => string;

/**
 * The media that the beats of a batch prove to have reached the leases of their accounts, beyond what was proven
 * before (ledger rule 5). What cannot earn anyway costs no look at the media.
 */
export async function provenMedia(
  requests: ReadonlyMap<string, readonly BeatsOf[]>,
  rows: ReadonlyMap<string, AccountRow>,
  media: MediaProofSource,
  nonceAfter: NonceAfter,
): Promise<Map<string, Interval[]>> {
  const found = [...rows].map(
    async ([accountId, row]) =>
      [accountId, await provenBy(row, requests.get(accountId) ?? [], media, nonceAfter)] as const,
  );
  return new Map(await Promise.all(found));
}

async function provenBy(
  row: AccountRow,
  requests: readonly BeatsOf[],
  media: MediaProofSource,
  nonceAfter: NonceAfter,
): Promise<Interval[]> {
  const { encodingId } = row;
  if (!row.proofDemanded || encodingId === null) return [];
  const found = await Promise.all(
    beatsToCheck(row, requests).map(({ seq, proof }) => {
      const nonce = nonceAfter(row, proof.after);
      return media.checkProof({ encodingId, nonce, seq, parts: proof.parts, known: row.delivered });
    }),
  );
  return found.reduce<Interval[]>(union, []);
}

type ProvingBeat = Beat & { proof: NonNullable<Beat['proof']> };

/** Beats of this lease that are new, may earn, and carry a proof under a nonce that is recent enough. Pure. */
export function beatsToCheck(
  row: Pick<AccountRow, 'leaseId' | 'epoch' | 'sessionId' | 'lastSeq'>,
  requests: readonly BeatsOf[],
): ProvingBeat[] {
  let { lastSeq } = row;
  return requests.flatMap(({ beats, sessionId }) =>
    beats.filter((beat): beat is ProvingBeat => {
      const ours = beat.leaseId === row.leaseId && beat.epoch === row.epoch && sessionId === row.sessionId;
      if (!ours || beat.seq <= lastSeq) return false;
      lastSeq = beat.seq;
      const { proof, seq } = beat;
      const recent = proof && proof.after < seq && seq - proof.after <= proofNonceAge;
      return recent === true && beat.playing && beat.foreground;
    }),
  );
}
