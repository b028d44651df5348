import { hash } from 'node:crypto';
import { mostProofParts, proveSegments, type MediaProof, type Sha256 } from '@minjiang/shared/learning';
import type { LoadedSegment } from './watching.ts';

export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** What a page answers that holds segments of a stretch; undefined when it holds none. */
export function prove(
  segments: readonly LoadedSegment[],
  of: { readonly fromMs: number; readonly toMs: number; readonly seq: number },
  by: { readonly nonce: string; readonly after: number },
): MediaProof | undefined {
  const touched = segments.filter(({ fromMs, toMs }) => fromMs < of.toMs && of.fromMs < toMs);
  const copies = touched.slice(0, mostProofParts);
  return copies.length > 0 ? proveSegments(sha256, copies, of.seq, by) : undefined;
}
