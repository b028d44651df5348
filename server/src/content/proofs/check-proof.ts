import { hash } from 'node:crypto';
import { proofDigest, proofPiece, type MediaProof, type Sha256 } from '@minjiang/shared/learning';
import { NotStored, type Log, type Storage } from '../../platform/index.ts';
import type { FindEncoding } from '../playback/encoding-cache.ts';
import type { Place } from '../playback/segment-places.ts';
import { segmentKey, segmentName } from '../playback/storage-keys.ts';
import { atMost } from './at-most.ts';
import { sizesOf } from './sizes.ts';

/** The parts of one beat's proof, and what they must be bound to. */
export interface ProofToCheck {
  readonly encodingId: string;
  readonly nonce: string;
  readonly seq: number;
  readonly parts: MediaProof['parts'];
  /** Places of the film that need no proof any more: their segments are not read. */
  readonly known: readonly Place[];
}

export type CheckProof = (of: ProofToCheck) => Promise<Place[]>;

const readsAtOnce = 32;
const sizesKept = 50_000;
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/**
 * Answers the places of the segments whose part is right. What does not exist or cannot be read is not delivered:
 * one learner's beat, or one damaged file, must not stop the beats of others that are written with it.
 */
export function makeProofCheck(
  { storage, log }: { readonly storage: Storage; readonly log: Log },
  encodingOf: FindEncoding,
): CheckProof {
  const reading = atMost(readsAtOnce);
  const sizes = sizesOf(storage, sizesKept);

  return async ({ encodingId, nonce, seq, parts, known }) => {
    const encoding = await encodingOf(encodingId);
    if (!encoding) return [];
    const isKnown = ([from, to]: Place) => known.some((one) => one[0] <= from && to <= one[1]);

    async function placeIfRight({ rendition, segment, digest }: MediaProof['parts'][number]) {
      const place = encoding!.places.placeOf(rendition, segment);
      if (!place || isKnown(place)) return null;
      const of = { nonce, seq, rendition, segment };
      const key = segmentKey(encodingId, rendition, segmentName(segment));
      try {
        const { from, size } = proofPiece(sha256, of, await sizes(key));
        const piece = await reading(() => storage.readRange(key, from, size));
        return proofDigest(sha256, of, piece) === digest ? place : null;
      } catch (error) {
        if (!(error instanceof NotStored)) log.error({ err: error, encodingId }, 'a segment cannot be read');
        return null;
      }
    }
    return (await Promise.all(parts.map(placeIfRight))).filter((place) => place !== null);
  };
}
