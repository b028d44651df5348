import { createHash, randomBytes } from 'node:crypto';
import { proofDigest, proofPiece, type ProofOf } from './proof.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const of: ProofOf = { nonce: 'nonce-of-32-bytes', seq: 7, rendition: '720p', segment: 3 };
const others: ProofOf[] = [
  { ...of, nonce: 'nonce-of-32-bytez' },
  { ...of, seq: 8 },
  { ...of, rendition: '360p' },
  { ...of, segment: 4 },
];

describe('a proof of delivery', () => {
  it('has a fixed layout', () => {
    const piece = Uint8Array.from({ length: 1024 }, (_, i) => i % 251);
    const u32 = (value: number) => [0, 0, 0, value];
    const text = (value: string) => [value.length, ...Buffer.from(value)];
    const head = [...text(of.nonce), ...u32(of.seq), ...text(of.rendition), ...u32(of.segment)];
    const due = sha256(Uint8Array.from([0x64, ...head, ...piece])).subarray(0, 16);
    expect(proofDigest(sha256, of, piece)).toBe(Buffer.from(due).toString('base64url'));
    const picked = Buffer.from(sha256(Uint8Array.from([0x70, ...head]))).readUInt32BE() / 2 ** 32;
    expect(proofPiece(sha256, of, 10_000)).toEqual({ from: Math.floor(picked * 8977), size: 1024 });
  });

  it('is another one for another nonce, number, rendition, segment or byte', () => {
    const piece = new Uint8Array(randomBytes(1024));
    const spoilt = piece.map((byte, i) => (i === 1023 ? byte ^ 1 : byte));
    const all = [of, ...others].map((each) => proofDigest(sha256, each, piece));
    expect(new Set([...all, proofDigest(sha256, of, spoilt)]).size).toBe(6);
    expect(all.every((digest) => /^[\w-]{22}$/.test(digest))).toBeTrue();
  });

  it('asks for another piece each time, from the first byte to the last', () => {
    const sizeBytes = 1024 + 9;
    const from = Array.from({ length: 500 }, (_, seq) => proofPiece(sha256, { ...of, seq }, sizeBytes).from);
    expect([...new Set(from)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const large = [of, ...others].map((each) => proofPiece(sha256, each, 3_000_000).from);
    expect(new Set(large).size).toBe(5);
  });

  it('takes a segment that is shorter than the piece whole', () => {
    expect(proofPiece(sha256, of, 1024)).toEqual({ from: 0, size: 1024 });
    expect(proofPiece(sha256, of, 700)).toEqual({ from: 0, size: 700 });
  });
});
