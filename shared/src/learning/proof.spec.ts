import { createHash, randomBytes } from 'node:crypto';
import { mediaProof } from './beats.ts';
import { mostProofParts, proofDigest, proofMessage, type ProofOf, type SegmentRun } from './proof.ts';
import { proveSegments } from './prove.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const run = (first: number, count: number, rendition = '720p'): SegmentRun => ({ rendition, first, count });
const of: ProofOf = { nonce: 'nonce-of-32-bytes', seq: 7, segments: [run(7, 2), run(9, 1, '360p')] };
const text = (value: string) => [value.length, ...Buffer.from(value)];
const u32 = (value: number) => [0, 0, 0, value];

/** Where the pieces of segments of this size lie, by segment. */
function placesOf(more: Partial<ProofOf>, size = 3_000_000): Record<string, number> {
  const all = { ...of, ...more };
  const names = all.segments.flatMap(({ rendition, first, count }) =>
    Array.from({ length: count }, (_, index) => `${rendition} ${first + index}`),
  );
  const { pieces } = proofMessage(
    sha256,
    all,
    names.map(() => size),
  );
  return Object.fromEntries(names.map((name, i) => [name, pieces[i]!.from]));
}

describe('a proof of delivery', () => {
  it('has a fixed layout', () => {
    const { bytes, pieces } = proofMessage(sha256, of, [10_000, 100, 10_000]);
    const runs = [...[...text('720p'), ...u32(7), ...u32(2)], ...[...text('360p'), ...u32(9), ...u32(1)]];
    const head = [0x64, ...text(of.nonce), ...u32(7), ...u32(2), ...runs];
    expect([...bytes.subarray(0, head.length)]).toEqual(head);
    expect(bytes.length).toBe(head.length + 256 + 100 + 256);
    const pick = (rendition: string, block: number, at: number) => {
      const picks = sha256(
        Uint8Array.from([0x70, ...text(of.nonce), ...u32(7), ...text(rendition), ...u32(block)]),
      );
      return Math.floor((Buffer.from(picks).readUInt32BE(at * 4) / 2 ** 32) * 9745);
    };
    const at = head.length;
    expect(pieces).toEqual([
      { from: pick('720p', 0, 7), size: 256, at },
      { from: 0, size: 100, at: at + 256 },
      { from: pick('360p', 1, 1), size: 256, at: at + 356 },
    ]);
    const due = Buffer.from(sha256(bytes)).subarray(0, 16).toString('base64url');
    expect(proofDigest(sha256, bytes)).toBe(due);
  });

  it('asks for another piece for another nonce, number, rendition or segment', () => {
    const one = (more: Partial<ProofOf>) => Object.values(placesOf({ segments: [run(3, 1)], ...more }));
    const other = { segments: [run(3, 1, '360p')] };
    const places = [one({}), one({ nonce: 'nonce-of-32-bytez' }), one({ seq: 8 }), one(other)];
    const film = Object.values(placesOf({ segments: [run(1, 24)] }));
    expect(new Set([...places.flat(), ...film]).size).toBe(3 + 24);
  });

  it('asks for the same piece of a segment however the list is arranged', () => {
    const lists = [
      [run(7, 3), run(7, 3, '360p')],
      [run(7, 3, '360p'), run(9, 1), run(7, 2)],
      [run(9, 1, '360p'), run(7, 1), run(8, 2), run(8, 1, '360p'), run(7, 1, '360p'), run(20, 2)],
    ];
    const [first, second, third] = lists.map((segments) => placesOf({ segments }));
    expect(second).toEqual(first);
    expect(third).toEqual(jasmine.objectContaining(first!));
  });

  it('picks from the first byte to the last', () => {
    const from = Array.from({ length: 500 }, (_, seq) => placesOf({ seq }, 256 + 9)['720p 8']!);
    expect([...new Set(from)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('the proof of whoever holds segments', () => {
  const copies = [3, 4, 5].map((segment) => ({
    rendition: '720p',
    segment,
    bytes: new Uint8Array(randomBytes(256)),
  }));
  const by = { nonce: 'nonce', after: 4 };
  const digestOf = (held: typeof copies, seq = 7, nonce = by) =>
    proveSegments(sha256, held, seq, nonce).digest;

  it('lists those that follow each other as one', () => {
    const other = { ...copies[2]!, rendition: '360p' };
    const proof = proveSegments(sha256, [copies[1]!, copies[2]!, other, copies[0]!], 7, by);
    expect(proof.segments).toEqual([run(4, 2), run(5, 1, '360p'), run(3, 1)]);
    expect(proof.after).toBe(4);
    expect(mediaProof.parse(proof)).toEqual(proof);
  });

  it('is another one for another nonce, number, list or byte', () => {
    const [first, ...rest] = copies;
    const spoilt = { ...first!, bytes: first!.bytes.map((byte, i) => (i === 255 ? byte ^ 1 : byte)) };
    const digests = [
      ...[digestOf(copies), digestOf(copies, 8), digestOf(copies, 7, { ...by, nonce: 'noncf' })],
      ...[digestOf([spoilt, ...rest]), digestOf(rest), digestOf([...rest, first!])],
      digestOf(copies.map((copy) => ({ ...copy, rendition: '360p' }))),
    ];
    expect(new Set(digests).size).toBe(7);
  });

  it('names no more segments than a beat can have', () => {
    const proof = proveSegments(sha256, copies, 7, by);
    const isTaken = (...segments: SegmentRun[]) => mediaProof.safeParse({ ...proof, segments }).success;
    expect(isTaken(run(1, mostProofParts - 1), run(50, 1))).toBeTrue();
    expect(isTaken(run(1, mostProofParts - 1), run(50, 2))).toBeFalse();
    expect(isTaken(run(1, mostProofParts + 1))).toBeFalse();
    expect(isTaken()).toBeFalse();
  });
});
