import { hash } from 'node:crypto';
import { newId } from '@minjiang/shared/kernel';
import { proveSegments, type SegmentCopy, type Sha256 } from '@minjiang/shared/learning';
import type { Log, Storage } from '../../platform/index.ts';
import { encodingCache } from '../playback/encoding-cache.ts';
import type { Place } from '../playback/segment-places.ts';
import { processAsset } from '../processing/process-asset.ts';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, type ContentWorld } from '../testing/world.ts';
import { makeProofCheck, type CheckProof, type ProofToCheck } from './check-proof.ts';

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

describe('the proof of a film that was really encoded', () => {
  let clips: ClipMaker;
  let world: ContentWorld;
  let encodingId: string;
  let durationMs: number;
  /** Keys of what was read through the thread pool. */
  let waited: string[];
  let faults: number;
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
    waited = [];
    faults = 0;
    check = checkOver({});
  });

  const checkOver = (more: Partial<Storage>) => {
    const storage: Storage = {
      ...world.storage,
      readRange: (key, from, size) => {
        waited.push(key);
        return world.storage.readRange(key, from, size);
      },
      ...more,
    };
    const log = { ...world.ports.log, error: () => void faults++ } as unknown as Log;
    return makeProofCheck({ storage, log }, encodingCache(world.context));
  };

  const bound = { nonce: 'a-nonce', seq: 4 };
  const copy = async (segment: number, rendition = '360p'): Promise<SegmentCopy> => {
    const bytes = await world.storage.read(`encodings/${encodingId}/${rendition}/0000${segment}.ts`);
    return { rendition, segment, bytes };
  };
  const film = (...segments: number[]) => Promise.all(segments.map((segment) => copy(segment)));
  /** What a page answers that has the ciphertext of these. */
  const proof = (copies: SegmentCopy[], { nonce, seq } = bound) =>
    proveSegments(sha256, copies, seq, { nonce, after: 0 });
  const places = async ({ segments, digest }: ReturnType<typeof proof>, more: Partial<ProofToCheck> = {}) =>
    check({ encodingId, ...bound, segments, digest, ...more });

  it('answers the place of each segment when the digest is right, in any rendition', async () => {
    const right = proof([await copy(1), await copy(2, '240p'), await copy(3)]);
    const due: Place[] = [
      [0, 4000],
      [4000, 8000],
      [8000, durationMs],
    ];
    expect(await places(right)).toEqual(due);
    expect(new Set(waited).size).toBe(3);
  });

  it('waits for nothing that was read a short time ago', async () => {
    const { segments, digest } = proof(await film(1, 2, 3));
    await places(proof(await film(1, 2)));
    expect(check({ encodingId, ...bound, segments, digest })).toBeInstanceOf(Promise);
    await places({ after: 0, segments, digest });
    waited = [];
    expect(check({ encodingId, ...bound, segments, digest })).toHaveSize(3);
    expect(waited).toEqual([]);
  });

  it('waits where the storage cannot read at once', async () => {
    check = checkOver({ readNow: () => undefined });
    const right = proof(await film(1, 2));
    for (let i = 0; i < 2; i++) expect((await places(right)).length).toBe(2);
    expect(waited.length).toBe(4);
  });

  it('takes nothing of a proof for another list, number or nonce, waiting or not', async () => {
    const right = proof(await film(1, 2));
    const [first, second] = await film(1, 2);
    const renamed = (rendition: string, ...segments: number[]) =>
      proof(segments.map((segment) => ({ ...first!, rendition, segment })));
    const run = (from: number, count: number) => ({ rendition: '360p', first: from, count });
    const forged = [
      ...[proof(await film(1, 2), { ...bound, seq: 5 }), proof(await film(1, 2), { ...bound, nonce: 'b' })],
      ...[renamed('360p', 2), renamed('240p', 1), proof([first!, { ...first!, segment: 2 }])],
      ...[
        { ...right, segments: [run(1, 3)] },
        { ...right, segments: [run(1, 1)] },
      ],
      ...[
        { ...right, segments: [run(1, 1), run(2, 1)] },
        { ...right, segments: [run(2, 1), run(1, 1)] },
      ],
      proof([{ ...second!, bytes: second!.bytes.slice().fill(7) }, first!]),
    ];
    for (let i = 0; i < 2; i++) {
      for (const one of forged) expect(await places(one)).toEqual([]);
      expect((await places(right)).length).toBe(2);
    }
    expect(faults).toBe(0);
  });

  it('takes nothing of a proof that names what does not exist', async () => {
    const first = await copy(1);
    const unknown = [
      proof([first, { ...first, segment: 99 }]),
      proof([first, { ...first, rendition: '999p' }]),
    ];
    for (const one of unknown) expect(await places(one)).toEqual([]);
    expect(await places(proof([first]), { encodingId: newId() })).toEqual([]);
    expect([waited, faults]).toEqual([[], 0]);
  });

  it('survives a damaged storage and says so once', async () => {
    const right = proof(await film(1, 2));
    const readNow = () => {
      throw new Error('EIO');
    };
    check = checkOver({ readNow, readRange: () => Promise.reject(new Error('EIO')) });
    for (let i = 0; i < 3; i++) expect(await places(right)).toEqual([]);
    expect(faults).toBe(1);
  });

  it('costs no more than some tens of microseconds a beat', async () => {
    // As many as thirty seconds have; the film is shorter.
    const copies = await film(1, 2, 3, 1, 2, 3, 1, 2, 3);
    const { segments, digest } = proof(copies);
    const beat = () => check({ encodingId, ...bound, segments, digest });
    expect((await beat()).length).toBe(9);
    for (let i = 0; i < 2000; i++) void beat();
    const begun = performance.now();
    for (let i = 0; i < 2000; i++) void beat();
    const each = ((performance.now() - begun) * 1000) / 2000;
    if (process.env['MINJIANG_MEASURE']) console.log(`${each.toFixed(1)} µs a beat of nine segments`);
    // Generous: the machine may be busy.
    expect(each).toBeLessThan(1000);
  }, 30_000);
});
