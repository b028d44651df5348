import type { MediaProof } from './beats.ts';
import { proofDigest, proofMessage, type SegmentRun, type Sha256 } from './proof.ts';

/** A segment whose ciphertext is at hand. */
export interface SegmentCopy {
  readonly rendition: string;
  readonly segment: number;
  readonly bytes: Uint8Array;
}

/**
 * The proof of whoever holds these segments, for the beat of that number. At least one, at most `mostProofParts`.
 * @param by the nonce of an answer, and the number of the beat after which it was given
 */
export function proveSegments(
  sha256: Sha256,
  copies: readonly SegmentCopy[],
  seq: number,
  by: { readonly nonce: string; readonly after: number },
): MediaProof {
  const segments = runsOf(copies);
  const sizes = copies.map((copy) => copy.bytes.length);
  const { bytes, pieces } = proofMessage(sha256, { nonce: by.nonce, seq, segments }, sizes);
  pieces.forEach(({ from, size, at }, i) => bytes.set(copies[i]!.bytes.subarray(from, from + size), at));
  return { after: by.after, segments, digest: proofDigest(sha256, bytes) };
}

/** Copies as they are listed in a proof: one entry for those that follow each other. */
function runsOf(copies: readonly SegmentCopy[]): SegmentRun[] {
  const runs: { rendition: string; first: number; count: number }[] = [];
  for (const { rendition, segment } of copies) {
    const last = runs.at(-1);
    if (last?.rendition === rendition && last.first + last.count === segment) last.count++;
    else runs.push({ rendition, first: segment, count: 1 });
  }
  return runs;
}
