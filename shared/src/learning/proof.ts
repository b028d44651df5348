/**
 * Proof of delivered media (ledger rule 5): page, server and programs that test them compute the same bytes. The
 * segments of a beat are proven by one digest over a piece of the ciphertext of each; which pieces is known only with
 * the server's nonce, and is not changed by how the sender lists the segments.
 */

/** Bytes of a piece; a shorter segment is taken whole. */
export const proofPieceBytes = 256;
/** Bytes of the digest. */
export const proofDigestBytes = 16;
/** How many beats old the nonce of a proof may be. */
export const proofNonceAge = 20;
/** Segments that one beat may prove: 1.5 × 30 s at the double rate, in segments of 4 s. */
export const mostProofParts = 24;

/** SHA-256 of bytes; each side brings its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Segments of one rendition, one after the other; the first of a film has the number 1. */
export interface SegmentRun {
  readonly rendition: string;
  readonly first: number;
  readonly count: number;
}

/** What the digest is bound to: proof of another beat, other segments or under another nonce is worth nothing. */
export interface ProofOf {
  readonly nonce: string;
  readonly seq: number;
  /** As sent, in this order. */
  readonly segments: readonly SegmentRun[];
}

/** A piece of a segment, and its place `at` in the message. Bytes. */
export interface ProofPiece {
  readonly from: number;
  readonly size: number;
  readonly at: number;
}

/** What the digest is made over, once the pieces are copied to their places. */
export interface ProofMessage {
  readonly bytes: Uint8Array;
  /** One for each segment, in the order of the list. */
  readonly pieces: readonly ProofPiece[];
}

/**
 * Lays out the message: `d`, nonce, seq, how many runs, then of each run rendition, first and count; then the pieces
 * in that order. Numbers are 32 bits, most significant byte first; a text is preceded by its length in one byte.
 * @param sizes bytes of each segment, in the order of the list
 */
export function proofMessage(
  sha256: Sha256,
  { nonce, seq, segments }: ProofOf,
  sizes: readonly number[],
): ProofMessage {
  const place = placesOf(sha256, nonce, seq);
  const pieces: ProofPiece[] = [];
  let at = 1 + 1 + nonce.length + 4 + 4;
  for (const { rendition } of segments) at += 1 + rendition.length + 4 + 4;
  for (const { rendition, first, count } of segments) {
    for (let segment = first; segment < first + count; segment++) {
      const sizeBytes = sizes[pieces.length]!;
      const size = Math.min(proofPieceBytes, sizeBytes);
      const from = Math.floor(place(rendition, segment) * (sizeBytes - size + 1));
      pieces.push({ from, size, at });
      at += size;
    }
  }
  const bytes = new Uint8Array(at);
  const write = writer(bytes, 'd');
  write.text(nonce);
  write.number(seq);
  write.number(segments.length);
  for (const { rendition, first, count } of segments) {
    write.text(rendition);
    write.number(first);
    write.number(count);
  }
  return { bytes, pieces };
}

/** The digest over a message with its pieces, base64url. */
export function proofDigest(sha256: Sha256, message: Uint8Array): string {
  return base64Url(sha256(message), proofDigestBytes);
}

/**
 * Where the piece of a segment lies between its first and its last place, 0 to 1. Eight segments share a hash: of
 * `p`, nonce, seq, rendition and segment ÷ 8 rounded down; the 32 bits at segment mod 8 are the segment's own.
 */
function placesOf(
  sha256: Sha256,
  nonce: string,
  seq: number,
): (rendition: string, segment: number) => number {
  let of = { rendition: '', block: -1 };
  let picked = viewOf(new Uint8Array(32));
  return (rendition, segment) => {
    const block = segment >>> 3;
    if (block !== of.block || rendition !== of.rendition) {
      const bytes = new Uint8Array(1 + 1 + nonce.length + 4 + 1 + rendition.length + 4);
      const write = writer(bytes, 'p');
      write.text(nonce);
      write.number(seq);
      write.text(rendition);
      write.number(block);
      picked = viewOf(sha256(bytes));
      of = { rendition, block };
    }
    return picked.getUint32((segment & 7) * 4) / 2 ** 32;
  };
}

/** Writes one thing after the other, a letter for the purpose first. Texts are ASCII. */
function writer(out: Uint8Array, purpose: 'p' | 'd') {
  const view = viewOf(out);
  out[0] = purpose.charCodeAt(0);
  let at = 1;
  return {
    text(text: string) {
      out[at++] = text.length;
      for (let i = 0; i < text.length; i++) out[at++] = text.charCodeAt(i);
    },
    number(value: number) {
      view.setUint32(at, value);
      at += 4;
    },
  };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64Url(bytes: Uint8Array, length: number): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (let i = 0; i < length; i++) {
    held = ((held << 8) | bytes[i]!) & 0xffff;
    bits += 8;
    for (; bits >= 6; bits -= 6) text += letters.charAt((held >> (bits - 6)) & 63);
  }
  return bits > 0 ? text + letters.charAt((held << (6 - bits)) & 63) : text;
}
