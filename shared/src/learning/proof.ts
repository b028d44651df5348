/**
 * Proof of delivered media (ledger rule 5): page, server and programs that test them compute the same bytes. A
 * segment is proven by a digest over a piece of its ciphertext; which piece is known only with the server's nonce.
 */

/** Bytes of the piece; a shorter segment is taken whole. */
export const proofPieceBytes = 1024;
/** Bytes of a digest, and the letters they are written with. */
export const proofDigestBytes = 16;
/** How many beats old the nonce of a proof may be. */
export const proofNonceAge = 20;
/** Segments that one beat may prove. */
export const mostProofParts = 16;

/** SHA-256 of bytes; each side brings its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** What a digest is bound to: proof of another beat, another segment or under another nonce is worth nothing. */
export interface ProofOf {
  readonly nonce: string;
  readonly seq: number;
  readonly rendition: string;
  readonly segment: number;
}

/** The piece of a segment to be read: picked by a hash, so that it cannot be foreseen without the nonce. */
export function proofPiece(sha256: Sha256, of: ProofOf, sizeBytes: number): { from: number; size: number } {
  const size = Math.min(proofPieceBytes, sizeBytes);
  const picked = viewOf(sha256(message('p', of))).getUint32(0) / 2 ** 32;
  return { from: Math.floor(picked * (sizeBytes - size + 1)), size };
}

/** The digest over that piece, base64url. */
export function proofDigest(sha256: Sha256, of: ProofOf, piece: Uint8Array): string {
  return base64Url(sha256(message('d', of, piece)).subarray(0, proofDigestBytes));
}

/** One letter for the purpose; then lengths before the texts, numbers as 32 bits, most significant byte first. */
function message(purpose: 'p' | 'd', of: ProofOf, piece: Uint8Array = new Uint8Array()): Uint8Array {
  const nonce = ascii(of.nonce);
  const rendition = ascii(of.rendition);
  const out = new Uint8Array(1 + 1 + nonce.length + 4 + 1 + rendition.length + 4 + piece.length);
  const view = viewOf(out);
  let at = 0;
  const text = (bytes: Uint8Array) => {
    out[at] = bytes.length;
    out.set(bytes, at + 1);
    at += 1 + bytes.length;
  };
  const number = (value: number) => {
    view.setUint32(at, value);
    at += 4;
  };
  out[at++] = purpose.charCodeAt(0);
  text(nonce);
  number(of.seq);
  text(rendition);
  number(of.segment);
  out.set(piece, at);
  return out;
}

function ascii(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64Url(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 6; bits -= 6) text += letters.charAt((held >> (bits - 6)) & 63);
  }
  return bits > 0 ? text + letters.charAt((held << (6 - bits)) & 63) : text;
}
