import { hash } from 'node:crypto';
import {
  proofDigest,
  proofMessage,
  type MediaProof,
  type ProofPiece,
  type Sha256,
} from '@minjiang/shared/learning';
import type { Log, Storage } from '../../platform/index.ts';
import type { FindEncoding, ReadyEncoding } from '../playback/encoding-cache.ts';
import type { Place } from '../playback/segment-places.ts';
import { segmentKey, segmentName } from '../playback/storage-keys.ts';
import { atMost } from './at-most.ts';
import { onceEach } from './once-each.ts';
import { sizesOf } from './sizes.ts';

/** One beat's proof, and what it must be bound to. */
export interface ProofToCheck extends Pick<MediaProof, 'segments' | 'digest'> {
  readonly encodingId: string;
  readonly nonce: string;
  readonly seq: number;
}

/** Answers at once where nothing has to be looked up or opened first. */
export type CheckProof = (of: ProofToCheck) => Place[] | Promise<Place[]>;

const readsAtOnce = 32;
const sizesKept = 50_000;
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/**
 * Answers the places of all segments of a proof whose digest is right, and of none otherwise. What does not exist or
 * cannot be read is not delivered: one learner's beat, or one damaged file, must not stop the beats of others that
 * are written with it.
 *
 * Segments that somebody proved a short time ago are read synchronously: out of the system's memory a piece takes
 * 2 µs, through the thread pool 75 µs, and nine of them are read for every beat. A segment that is new here is read
 * through the pool, so that a slow disk does not stop the process. A read that is expected in memory and is not
 * there stops it for one access of the disk: 0.1 ms on flash.
 */
export function makeProofCheck(
  { storage, log }: { readonly storage: Storage; readonly log: Log },
  encodingOf: FindEncoding,
): CheckProof {
  const reading = atMost(readsAtOnce);
  const sizes = sizesOf(storage, sizesKept);
  const isFirst = onceEach(1000);

  /** Undefined when something has to be waited for. */
  function digestNow(of: ProofToCheck, keys: readonly string[]): string | undefined {
    const known: number[] = [];
    for (const key of keys) {
      const size = sizes.known(key);
      if (size === undefined) return undefined;
      known.push(size);
    }
    const { bytes, pieces } = proofMessage(sha256, of, known);
    for (let i = 0; i < keys.length; i++) {
      const { from, size, at } = pieces[i]!;
      if (storage.readNow(keys[i]!, from, bytes.subarray(at, at + size)) === undefined) return undefined;
    }
    return proofDigest(sha256, bytes);
  }

  async function digestLater(of: ProofToCheck, keys: readonly string[]): Promise<string> {
    const found = await Promise.all(keys.map((key) => sizes.find(key)));
    const { bytes, pieces } = proofMessage(sha256, of, found);
    const read = async (key: string, { from, size, at }: ProofPiece) =>
      bytes.set(await reading(() => storage.readRange(key, from, size)), at);
    await Promise.all(keys.map((key, i) => read(key, pieces[i]!)));
    return proofDigest(sha256, bytes);
  }

  function unreadable(error: unknown, { encodingId }: ProofToCheck): Place[] {
    if (isFirst(encodingId)) log.error({ err: error, encodingId }, 'a segment cannot be read');
    return [];
  }

  function check(encoding: ReadyEncoding | null, of: ProofToCheck): Place[] | Promise<Place[]> {
    const listed = encoding && listedIn(encoding, of);
    if (!listed) return [];
    const { keys, places } = listed;
    const answer = (digest: string) => (digest === of.digest ? places : []);
    try {
      const digest = digestNow(of, keys);
      if (digest !== undefined) return answer(digest);
    } catch (error) {
      return unreadable(error, of);
    }
    return digestLater(of, keys).then(answer, (error: unknown) => unreadable(error, of));
  }

  return (of) => {
    const encoding = encodingOf(of.encodingId);
    return encoding instanceof Promise ? encoding.then((found) => check(found, of)) : check(encoding, of);
  };
}

/** The segments of a proof, in its order; null when one of them does not exist. */
function listedIn(
  { places }: ReadyEncoding,
  { encodingId, segments }: ProofToCheck,
): { keys: string[]; places: Place[] } | null {
  const listed = { keys: [] as string[], places: [] as Place[] };
  for (const { rendition, first, count } of segments) {
    for (let segment = first; segment < first + count; segment++) {
      const place = places.placeOf(rendition, segment);
      if (!place) return null;
      listed.keys.push(segmentKey(encodingId, rendition, segmentName(segment)));
      listed.places.push(place);
    }
  }
  return listed;
}
