import { segmentPlaces } from './segment-places.ts';

describe('the places of segments', () => {
  const places = segmentPlaces(
    [
      { name: '720p', segmentsUs: [4_000_400, 3_999_700, 1_000_000] },
      { name: '360p', segmentsUs: [4_000_000, 4_040_000, 1_200_000] },
    ],
    9041,
  );

  it('leave no gap between neighbours and reach the end of the lesson', () => {
    expect([1, 2, 3].map((n) => places.placeOf('720p', n))).toEqual([
      [0, 4001],
      [4000, 8001],
      [8000, 9041],
    ]);
    expect(places.placeOf('360p', 3)).toEqual([8040, 9240]);
  });

  it('are none for what does not exist', () => {
    expect(places.placeOf('720p', 0)).toBeNull();
    expect(places.placeOf('720p', 4)).toBeNull();
    expect(places.placeOf('1080p', 1)).toBeNull();
  });
});
