import { sha256 as sha256Of } from 'k6/crypto';
import { proofDigest, proofPiece, type Sha256 } from '../../../../../shared/src/learning/proof.ts';
import type { MediaProof } from '@minjiang/shared/learning';
import type { Segment } from './film.ts';

const sha256: Sha256 = (bytes) => new Uint8Array(sha256Of(copyOf(bytes), 'binary'));

/** k6 hashes whole buffers only. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

/** Proof that these segments came here, for the beat of that number. */
export function proofOf(
  watched: readonly (Segment & { readonly bytes: Uint8Array })[],
  seq: number,
  by: { readonly nonce: string; readonly after: number },
): MediaProof {
  const parts = watched.map(({ rendition, segment, bytes }) => {
    const bound = { nonce: by.nonce, seq, rendition, segment };
    const { from, size } = proofPiece(sha256, bound, bytes.length);
    return { rendition, segment, digest: proofDigest(sha256, bound, bytes.subarray(from, from + size)) };
  });
  return { after: by.after, parts };
}
