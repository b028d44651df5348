import { createHash } from 'node:crypto';
import {
  mostProofParts,
  proofDigest,
  proofPiece,
  type MediaProof,
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

function digestOf(encodingId: string, of: { nonce: string; seq: number; segment: number }): string {
  const bound = { ...of, rendition };
  const bytes = bytesOf(encodingId, of.segment);
  const { from, size } = proofPiece(sha256, bound, bytes.length);
  return proofDigest(sha256, bound, bytes.subarray(from, from + size));
}

/** Films in memory with segments of four seconds, and how often somebody had to look at one. */
export function memoryMedia(): MediaProofSource & { readonly looks: () => number } {
  let looks = 0;
  return {
    looks: () => looks,
    checkProof({ encodingId, nonce, seq, parts, known }) {
      const right = parts.flatMap((part): [number, number][] => {
        const [from, to] = [(part.segment - 1) * segmentMs, part.segment * segmentMs];
        if (known.some((one) => one[0] <= from && to <= one[1])) return [];
        looks++;
        const { segment } = part;
        const isRight =
          part.rendition === rendition && part.digest === digestOf(encodingId, { nonce, seq, segment });
        return isRight ? [[from, to]] : [];
      });
      return Promise.resolve(right);
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
  const segments = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const parts = segments.slice(0, mostProofParts).map((segment) => ({
    rendition,
    segment,
    digest: digestOf(encodingId, { nonce, seq, segment }),
  }));
  return { after, parts };
}

/** The world's playlists are named for their encodings. */
export const encodingOf = ({ playback }: StudyLeaseView): string => playback?.playlistUrl.slice(1) ?? '';
