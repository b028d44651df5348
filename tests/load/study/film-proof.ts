import { hash } from 'node:crypto';
import { mostProofParts, proofPieceBytes } from '../../../shared/src/learning/proof.ts';
import type { LoadedSegment } from '../../support/commands/watching.ts';

export interface ProvenStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly seq: number;
}

/** The nonce of an answer, and the number of the beat after which it was given. */
export interface ProofNonce {
  readonly nonce: string;
  readonly after: number;
}

/** JSON of the proof of a stretch by one who holds the film; undefined when it touches no segment. */
export type FilmProof = (of: ProvenStretch, by: ProofNonce) => string | undefined;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * What `proveSegments` answers for the segments of one rendition, at a quarter of its CPU: the messages are laid out
 * in a buffer that is used again. Nothing of a proof is kept for the next; every one is made under its nonce.
 * @param segments of one rendition, all but the last equally long
 */
export function filmProof(segments: readonly LoadedSegment[]): FilmProof {
  const even = (segments.at(-1)?.toMs ?? 0) / Math.max(1, segments.length);
  const rendition = segments[0]?.rendition ?? '';
  const bytes = Buffer.alloc(1024 + mostProofParts * proofPieceBytes);

  /** Letter for the purpose, nonce and seq. @returns where it goes on */
  function begin(purpose: 'p' | 'd', nonce: string, seq: number): number {
    bytes[0] = purpose.charCodeAt(0);
    bytes[1] = nonce.length;
    bytes.write(nonce, 2, 'latin1');
    return bytes.writeUInt32BE(seq, 2 + nonce.length);
  }
  function writeRendition(at: number): number {
    bytes[at] = rendition.length;
    return at + 1 + bytes.write(rendition, at + 1, 'latin1');
  }

  return ({ fromMs, toMs, seq }, { nonce, after }) => {
    let first = Math.max(0, Math.floor(fromMs / even) - 1);
    while (first < segments.length && segments[first]!.toMs <= fromMs) first += 1;
    let count = 0;
    while (count < mostProofParts && (segments[first + count]?.fromMs ?? Infinity) < toMs) count += 1;
    if (count === 0) return undefined;
    const number = segments[first]!.segment;

    // Eight segments share the hash that says where their pieces lie.
    const places: string[] = [];
    const blockAt = writeRendition(begin('p', nonce, seq));
    for (let block = number >>> 3; block <= (number + count - 1) >>> 3; block++)
      places.push(hash('sha256', bytes.subarray(0, bytes.writeUInt32BE(block, blockAt)), 'binary'));

    let at = bytes.writeUInt32BE(1, begin('d', nonce, seq));
    at = bytes.writeUInt32BE(count, bytes.writeUInt32BE(number, writeRendition(at)));
    for (let index = 0; index < count; index++) {
      const { segment, bytes: held } = segments[first + index]!;
      const place = uint32At(places[(segment >>> 3) - (number >>> 3)]!, (segment & 7) * 4) / 2 ** 32;
      const size = Math.min(proofPieceBytes, held.length);
      const from = Math.floor(place * (held.length - size + 1));
      at += held.copy(bytes, at, from, from + size);
    }
    const digest = first16(hash('sha256', bytes.subarray(0, at), 'base64url'));
    return `{"after":${after},"segments":[{"rendition":"${rendition}","first":${number},"count":${count}}],"digest":"${digest}"}`;
  };
}

/** Most significant byte first, of a text of one letter for each byte. */
const uint32At = (text: string, at: number): number =>
  ((text.charCodeAt(at) << 24) |
    (text.charCodeAt(at + 1) << 16) |
    (text.charCodeAt(at + 2) << 8) |
    text.charCodeAt(at + 3)) >>>
  0;

/** base64url of the first 16 bytes: 21 letters and the two bits of the next that belong to them. */
const first16 = (base64Url: string): string =>
  base64Url.slice(0, 21) + letters.charAt(letters.indexOf(base64Url.charAt(21)) & 0b110000);
