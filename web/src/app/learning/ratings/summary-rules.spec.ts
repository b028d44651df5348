import { linesOf } from './summary-rules.ts';

describe('the lines of a distribution', () => {
  it('go from five stars down to one, each with its share', () => {
    const lines = linesOf({ count: 3, stars: [1, 0, 0, 0, 2], average: null });
    expect(lines.map(({ stars, count, percent }) => [stars, count, percent])).toEqual([
      [5, 2, 67],
      [4, 0, 0],
      [3, 0, 0],
      [2, 0, 0],
      [1, 1, 33],
    ]);
  });

  it('are empty without ratings', () => {
    expect(
      linesOf({ count: 0, stars: [0, 0, 0, 0, 0], average: null }).every(({ percent }) => percent === 0),
    ).toBeTrue();
  });
});
