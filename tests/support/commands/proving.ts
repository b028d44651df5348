import { hash } from 'node:crypto';
import {
  mostProofParts,
  proofDigest,
  proofPiece,
  type MediaProof,
  type Sha256,
} from '@minjiang/shared/learning';
import type { LoadedSegment } from './watching.ts';

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** What a page answers that holds segments of a stretch; undefined when it holds none. */
export function prove(
  segments: readonly LoadedSegment[],
  of: { readonly fromMs: number; readonly toMs: number; readonly seq: number },
  by: { readonly nonce: string; readonly after: number },
): MediaProof | undefined {
  const touched = segments.filter(({ fromMs, toMs }) => fromMs < of.toMs && of.fromMs < toMs);
  const parts = touched.slice(0, mostProofParts).map(({ rendition, segment, bytes }) => {
    const bound = { nonce: by.nonce, seq: of.seq, rendition, segment };
    const { from, size } = proofPiece(sha256, bound, bytes.length);
    return { rendition, segment, digest: proofDigest(sha256, bound, bytes.subarray(from, from + size)) };
  });
  return parts.length > 0 ? { after: by.after, parts } : undefined;
}
