import { hash } from 'node:crypto';
import { newId } from '@minjiang/shared/kernel';
import { proofDigest, proofPiece, type ProofOf, type Sha256 } from '@minjiang/shared/learning';
import { encodingCache } from '../playback/encoding-cache.ts';
import { processAsset } from '../processing/process-asset.ts';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, type ContentWorld } from '../testing/world.ts';
import { makeProofCheck, type CheckProof } from './check-proof.ts';

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

describe('the proof of a film that was really encoded', () => {
  let clips: ClipMaker;
  let world: ContentWorld;
  let encodingId: string;
  let durationMs: number;
  let reads: string[];
  let check: CheckProof;
  beforeAll(async () => {
    clips = await clipMaker();
    if (!clips.ffmpeg) return;
    world = await contentWorld({ ffmpegPath: clips.ffmpeg });
    await world.jobs.start({ work: false });
    const id = await world.ingest(await clips.film('film.mp4', 10, '640x360'), 'film.mp4');
    await processAsset(world.context, clips.ffmpeg, id, new AbortController().signal);
    const asset = await world.assetOf(id);
    encodingId = asset.encodingId!;
    durationMs = asset.durationMs!;
  }, 60_000);
  afterAll(async () => {
    if (clips.ffmpeg) await world.close();
    await clips.remove();
  });
  beforeEach(() => {
    if (!clips.ffmpeg) pending('ffmpeg is missing');
    reads = [];
    const storage = {
      ...world.storage,
      readRange: (key: string, from: number, size: number) => {
        reads.push(key);
        return world.storage.readRange(key, from, size);
      },
    };
    check = makeProofCheck({ storage, log: world.ports.log }, encodingCache(world.context));
  });

  const bound = { nonce: 'a-nonce', seq: 4 };
  /** What a page answers that has the ciphertext of a segment. */
  async function part(segment: number, of: Partial<ProofOf> = {}) {
    const rendition = of.rendition ?? '360p';
    const whole = { ...bound, rendition, segment, ...of };
    const bytes = await world.storage.read(`encodings/${encodingId}/${rendition}/0000${segment}.ts`);
    const { from, size } = proofPiece(sha256, whole, bytes.length);
    const digest = proofDigest(sha256, whole, bytes.subarray(from, from + size));
    return { rendition, segment, digest };
  }
  const places = (parts: Awaited<ReturnType<typeof part>>[], known: [number, number][] = []) =>
    check({ encodingId, ...bound, parts, known });

  it('answers the place of each segment whose part is right, in any rendition', async () => {
    expect(await places([await part(1), await part(2, { rendition: '240p' }), await part(3)])).toEqual([
      [0, 4000],
      [4000, 8000],
      [8000, durationMs],
    ]);
    expect(new Set(reads).size).toBe(3);
  });

  it('refuses a part of another segment, number, nonce or rendition', async () => {
    const wrong = [
      { ...(await part(1)), segment: 2 },
      await part(1, { seq: 5 }),
      await part(1, { nonce: 'b-nonce' }),
      { ...(await part(1)), rendition: '240p' },
    ];
    expect(await places(wrong)).toEqual([]);
  });

  it('takes what does not exist for not delivered', async () => {
    const right = await part(1);
    const unknown = [
      { ...right, segment: 99 },
      { ...right, rendition: '999p' },
    ];
    expect(await places([...unknown, right])).toEqual([[0, 4000]]);
    expect(await check({ encodingId: newId(), ...bound, parts: [right], known: [] })).toEqual([]);
    expect(reads.length).toBe(1);
  });

  it('reads nothing of what was proven before', async () => {
    const parts = [await part(1), await part(2)];
    expect(await places(parts, [[0, 5000]])).toEqual([[4000, 8000]]);
    expect(reads.length).toBe(1);
  });

  it('survives a damaged storage', async () => {
    const storage = { ...world.storage, readRange: () => Promise.reject(new Error('EIO')) };
    const broken = makeProofCheck({ storage, log: world.ports.log }, encodingCache(world.context));
    expect(await broken({ encodingId, ...bound, parts: [await part(1)], known: [] })).toEqual([]);
  });

  it('costs no more than some tens of microseconds a part', async () => {
    const parts = await Promise.all([1, 2, 3].map((segment) => part(segment)));
    // As in a batch of beats: many at once, one batch after the other.
    const batch = () => Promise.all(Array.from({ length: 50 }, () => places(parts)));
    await batch();
    const begun = performance.now();
    for (let i = 0; i < 20; i++) await batch();
    const each = ((performance.now() - begun) * 1000) / (20 * 50 * parts.length);
    if (process.env['MINJIANG_MEASURE']) console.log(`${each.toFixed(1)} µs a part`);
    // Generous: the machine may be busy.
    expect(each).toBeLessThan(1000);
  }, 30_000);
});
