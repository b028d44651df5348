import { newId } from '@minjiang/shared/kernel';
import type { BeatsAnswer, RefusalReason } from '@minjiang/shared/learning';
import type { Stretch } from '../beat-recorder.ts';
import { makeProofKeeper } from './proof-keeper.ts';

const lease = { leaseId: newId(), nonce: 'first' };
const url = (segment: number, rendition = '720p') =>
  `https://m.example/${rendition}/${String(segment).padStart(5, '0')}.ts?token=x`;
const playlist = (rendition = '720p') =>
  Array.from({ length: 20 }, (_, i) => ({ url: url(i + 1, rendition), seconds: 4 }));
const stretch = (fromMs: number, toMs: number, more: Partial<Stretch> = {}): Stretch => ({
  ...{ fromMs, toMs, rate: 1, playing: true, foreground: true, lastedMs: toMs - fromMs },
  ...more,
});
const answer = (
  seq: number,
  refused: RefusalReason[] = [],
  more: Partial<BeatsAnswer> = {},
): BeatsAnswer => ({
  results: [
    { leaseId: lease.leaseId, seq, creditedMs: 0, refused: refused.map((reason) => ({ reason, ms: 2000 })) },
  ],
  lesson: null,
  today: { creditedMs: 0, capMs: 1 },
  nonce: `after ${seq}`,
  nonceAfter: seq,
  beatEveryMs: 15_000,
  gate: 'open',
  ...more,
});

describe('the keeper of proofs', () => {
  let fetched: string[];
  let failing: boolean;
  beforeEach(() => {
    fetched = [];
    failing = false;
  });
  const bytes = () => new Uint8Array(2000);
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  function keeper(loaded: number[] = [1, 2, 3, 4], most?: number) {
    const made = makeProofKeeper(
      lease,
      (from) => {
        fetched.push(from);
        return failing ? Promise.reject(new Error('offline')) : Promise.resolve(bytes());
      },
      most,
    );
    made.listed(playlist());
    for (const segment of loaded) made.loaded(url(segment), bytes());
    return made;
  }
  const segments = (kept: ReturnType<typeof keeper>, seq: number, from: number, to: number) =>
    (kept.prove(seq, stretch(from, to))?.segments ?? []).flatMap(({ first, count }) =>
      Array.from({ length: count }, (_, index) => first + index),
    );

  it('proves the segments of a stretch under the nonce of the last answer', () => {
    const kept = keeper();
    expect(kept.prove(1, stretch(0, 7000))?.after).toBe(0);
    kept.answered(answer(1));
    expect(kept.prove(2, stretch(7000, 9000))).toEqual(jasmine.objectContaining({ after: 1 }));
  });

  it('proves again what is not acknowledged, and nothing that is', () => {
    const kept = keeper();
    expect(segments(kept, 1, 0, 6000)).toEqual([1, 2]);
    expect(segments(kept, 2, 6000, 9000)).toEqual([2, 3]);
    kept.answered(answer(1));
    expect(segments(kept, 3, 0, 9000)).toEqual([3]);
  });

  it('has nothing to prove of a pause and of a page behind another', () => {
    const kept = keeper();
    expect(kept.prove(1, stretch(0, 6000, { playing: false }))).toBeUndefined();
    expect(kept.prove(2, stretch(0, 6000, { foreground: false }))).toBeUndefined();
    expect(kept.prove(3, stretch(6000, 6000))).toBeUndefined();
  });

  it('does not take a repeated answer, or one about another lease, for an acknowledgement', () => {
    const kept = keeper();
    segments(kept, 1, 0, 4000);
    const [result] = answer(1).results;
    kept.answered(answer(1, [], { results: [{ ...result!, leaseId: newId() }] }));
    expect(kept.prove(2, stretch(0, 4000))?.after).toBe(0);
    kept.answered(answer(2, [], { results: [{ ...result!, seq: 2, repeated: true }] }));
    expect(segments(kept, 3, 0, 4000)).toEqual([1]);
    kept.answered(answer(3, ['lease-lost']));
    expect(kept.prove(4, stretch(0, 4000))?.after).toBe(2);
  });

  it('fetches again what was not taken and is not here, so that it can be proven the next time', async () => {
    const kept = keeper([1]);
    expect(segments(kept, 1, 0, 8000)).toEqual([1]);
    const [result] = answer(1, ['not-delivered']).results;
    kept.answered(answer(1, [], { results: [{ ...result!, creditedMs: 4000 }] }));
    await settled();
    expect(fetched).toEqual([url(2)]);
    expect(segments(kept, 2, 0, 8000)).toEqual([1, 2]);
  });

  it('fetches all copies again when nothing of their proof was taken: one of them may be spoilt', async () => {
    const kept = keeper([1, 2, 3]);
    expect(segments(kept, 1, 0, 8000)).toEqual([1, 2]);
    kept.answered(answer(1, ['not-delivered']));
    expect(segments(kept, 2, 0, 12_000)).toEqual([3]);
    await settled();
    expect(fetched).toEqual([url(1), url(2)]);
    expect(segments(kept, 3, 0, 12_000)).toEqual([1, 2, 3]);
  });

  it('proves all segments of the longest beat, thirty seconds at the double rate', () => {
    const all = Array.from({ length: 16 }, (_, index) => index + 1);
    expect(segments(keeper(all), 1, 2000, 62_000)).toEqual(all);
  });

  it('fetches what is played without a copy, once, and tries again after a failure', async () => {
    const kept = keeper([1]);
    kept.follow(3000);
    failing = true;
    kept.follow(5000);
    kept.follow(5500);
    await settled();
    failing = false;
    kept.follow(6000);
    await settled();
    expect(fetched).toEqual([url(2), url(2)]);
    expect(segments(kept, 1, 0, 8000)).toEqual([1, 2]);
  });

  it('takes a copy of another quality for the same place', () => {
    const kept = keeper([1]);
    kept.listed(playlist('360p'));
    kept.loaded(url(2, '360p'), bytes());
    kept.follow(5000);
    expect(fetched).toEqual([]);
    expect(kept.prove(1, stretch(0, 8000))?.segments).toEqual([
      { rendition: '720p', first: 1, count: 1 },
      { rendition: '360p', first: 2, count: 1 },
    ]);
  });

  it('drops what is farthest from playback when there is too much', () => {
    const kept = keeper([], 6000);
    kept.follow(0);
    for (const segment of [1, 2, 3, 4, 5]) kept.loaded(url(segment), bytes());
    expect(segments(kept, 1, 0, 20_000)).toEqual([1, 2, 3]);
  });

  it('drops what lies ahead before what was played and is not proven', () => {
    const kept = keeper([1], 6000);
    kept.follow(8000);
    for (const segment of [2, 3, 4, 5]) kept.loaded(url(segment), bytes());
    expect(segments(kept, 1, 0, 20_000)).toEqual([1, 2, 3]);
  });
});
