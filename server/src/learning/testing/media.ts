import { createHash } from 'node:crypto';
import {
  mostProofParts,
  proveSegments,
  type MediaProof,
  type SegmentCopy,
  type StudyLeaseView,
} from '@minjiang/shared/learning';
import type { MediaProofSource } from '../ports.ts';

export const segmentMs = 4000;
export const rendition = '180p';
const segmentBytes = 3000;

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const made = new Map<string, Uint8Array>();

/** A segment of a film that is made of its name: every film has other bytes. */
export function bytesOf(encodingId: string, segment: number): Uint8Array {
  const name = `${encodingId}/${segment}`;
  const bytes = made.get(name) ?? makeBytes(name);
  made.set(name, bytes);
  return bytes;
}

function makeBytes(name: string): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(segmentBytes / 32) }, (_, index) =>
    sha256(Buffer.from(`${name}/${index}`)),
  );
  return Buffer.concat(blocks, segmentBytes);
}

const copiesOf = (encodingId: string, first: number, count: number): SegmentCopy[] =>
  Array.from({ length: count }, (_, index) => {
    const segment = first + index;
    return { rendition, segment, bytes: bytesOf(encodingId, segment) };
  });

/** Films in memory with segments of four seconds, and how often somebody had to look at one. */
export function memoryMedia(): MediaProofSource & { readonly looks: () => number } {
  let looks = 0;
  return {
    looks: () => looks,
    checkProof({ encodingId, nonce, seq, segments, digest }) {
      const copies = segments.flatMap(({ first, count }) => copiesOf(encodingId, first, count));
      looks += copies.length;
      const due = proveSegments(sha256, copies, seq, { nonce, after: 0 });
      const isRight = segments.every((run) => run.rendition === rendition) && due.digest === digest;
      return isRight
        ? copies.map(({ segment }): [number, number] => [(segment - 1) * segmentMs, segment * segmentMs])
        : [];
    },
  };
}

/** The proof of a page that holds the segments of a stretch; of another film or under another nonce when told so. */
export function proofOf(
  lease: StudyLeaseView,
  of: { seq: number; fromMs: number; toMs: number; nonce?: string; after?: number; encodingId?: string },
): MediaProof {
  const { seq, nonce = lease.nonce, after = 0, encodingId = encodingOf(lease) } = of;
  const first = Math.floor(of.fromMs / segmentMs) + 1;
  const last = Math.max(first, Math.ceil(of.toMs / segmentMs));
  const count = Math.min(last - first + 1, mostProofParts);
  return proveSegments(sha256, copiesOf(encodingId, first, count), seq, { nonce, after });
}

/** The world's playlists are named for their encodings. */
export const encodingOf = ({ playback }: StudyLeaseView): string => playback?.playlistUrl.slice(1) ?? '';
