import { sha256 as sha256Of } from 'k6/crypto';
import type { MediaProof } from '@minjiang/shared/learning';
import type { Sha256 } from '../../../../../shared/src/learning/proof.ts';
import { proveSegments } from '../../../../../shared/src/learning/prove.ts';
import type { Segment } from './film.ts';

const sha256: Sha256 = (bytes) => new Uint8Array(sha256Of(copyOf(bytes), 'binary'));

/** k6 hashes whole buffers only. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

/** Proof that these segments came here, for the beat of that number. */
export const proofOf = (
  watched: readonly (Segment & { readonly bytes: Uint8Array })[],
  seq: number,
  by: { readonly nonce: string; readonly after: number },
): MediaProof => proveSegments(sha256, watched, seq, by);
