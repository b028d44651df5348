import type { Beat } from './beats.ts';
import { canonicalBytes } from '../kernel/index.ts';

/** The nonce of an answer, and the number of the beat after which it was given. */
export interface HeldNonce {
  readonly nonce: string;
  readonly after: number;
}

/** An answer may be this many beats old when its nonce is used: a request holds no more. */
export const mostBeatsBack = 20;

const notGiven = 0xffffffff;

/**
 * The bytes of a beat that its seal covers: everything the ledger reads of it. Of the media proof, its digest stands
 * for the segments, since it was computed over them.
 */
export function sealedBytes(beat: Beat, by: HeldNonce): Uint8Array<ArrayBuffer> {
  return canonicalBytes('b', [
    { text: by.nonce },
    { whole: by.after },
    { text: beat.leaseId },
    { whole: beat.epoch },
    { whole: beat.seq },
    { number: beat.fromMs },
    { number: beat.toMs },
    { number: beat.rate },
    { whole: (beat.foreground ? 1 : 0) + (beat.playing ? 2 : 0) },
    { whole: beat.lastedMs ?? notGiven },
    { text: beat.proof?.digest ?? '' },
    { whole: beat.proof?.after ?? notGiven },
  ]);
}

/** The later of two nonces: answers may come out of order, and an older one never replaces a newer. */
export function laterNonce(held: HeldNonce, answered: HeldNonce): HeldNonce {
  return answered.after > held.after ? answered : held;
}

/**
 * Whether a beat may be sealed with the nonce given after a certain beat: one that this lease has answered already,
 * before this beat, and not too far back.
 * @param lastSeq the last beat that the server recorded of the lease
 */
export function mayFollow(seq: number, after: number, lastSeq: number): boolean {
  return after < seq && after <= lastSeq && after >= lastSeq - mostBeatsBack;
}
