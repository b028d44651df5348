import { mostProofParts } from '@minjiang/shared/learning';
import { type HeldSegment, isCovered, nameOf, segmentsOf, toProve } from './media-proof.ts';

const base = 'https://minjiang.example/media/v1/encodings/e/720p/';
const held = (fromMs: number, toMs: number, rendition = '720p'): HeldSegment => ({
  rendition,
  segment: Math.floor(fromMs / 4000) + 1,
  url: `${rendition}/${fromMs}`,
  fromMs,
  toMs,
  bytes: new Uint8Array(3000).map((_, i) => (i * 7 + fromMs) % 256),
});

describe('the proof of a page', () => {
  it('reads rendition and number from an address, ours or that of a cache', () => {
    expect(nameOf(`${base}00012.ts?token=a.b`)).toEqual({ rendition: '720p', segment: 12 });
    expect(nameOf('https://cdn.example/x/media/v1/segments/e/180p/00001.ts')).toEqual({
      rendition: '180p',
      segment: 1,
    });
    expect(nameOf(`${base}index.m3u8?token=x`)).toBeUndefined();
  });

  it('places the segments of a playlist as the server does', () => {
    const playlist = [4.0004, 3.9997, 1].map((seconds, i) => ({ url: `${base}0000${i + 1}.ts`, seconds }));
    expect(segmentsOf(playlist).map(({ segment, fromMs, toMs }) => [segment, fromMs, toMs])).toEqual([
      [1, 0, 4001],
      [2, 4000, 8001],
      [3, 8000, 9001],
    ]);
  });

  it('proves every segment that a stretch touches, once', () => {
    const all = [held(8000, 12_000), held(0, 4000), held(4000, 8000), held(4000, 8000, '360p')];
    const places = (from: number, to: number, proven: [number, number][] = []) =>
      toProve(all, [from, to], proven).map(({ fromMs }) => fromMs);
    expect(places(3999, 8001)).toEqual([0, 4000, 8000]);
    expect(places(4000, 8000)).toEqual([4000]);
    expect(places(0, 12_000, [[0, 8000]])).toEqual([8000]);
    expect(places(12_000, 15_000)).toEqual([]);
    const many = Array.from({ length: 40 }, (_, i) => held(i * 4000, (i + 1) * 4000));
    expect(toProve(many, [0, 160_000], []).length).toBe(mostProofParts);
  });

  it('knows when stretches cover a place together', () => {
    const place = { fromMs: 4000, toMs: 8000 };
    expect(
      isCovered(place, [
        [6000, 9000],
        [0, 6000],
      ]),
    ).toBeTrue();
    expect(
      isCovered(place, [
        [0, 6000],
        [6001, 9000],
      ]),
    ).toBeFalse();
    expect(isCovered(place, [])).toBeFalse();
  });
});
