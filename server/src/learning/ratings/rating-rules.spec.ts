import { further, ratingProgressOf, summaryOf } from './rating-rules.ts';

const minute = 60_000;
const lesson = (creditedMs: number, more: { unprovedMs?: number; done?: boolean } = {}) => ({
  creditedMs,
  unprovedMs: 0,
  done: false,
  ...more,
});

describe('the right to rate a programme', () => {
  const hour = 60 * minute;

  it('comes with a tenth of the required time, to the millisecond', () => {
    expect(ratingProgressOf(hour, [lesson(6 * minute - 1)]).may).toBeFalse();
    expect(ratingProgressOf(hour, [lesson(6 * minute)]).may).toBeTrue();
    expect(ratingProgressOf(hour, [lesson(4 * minute), lesson(2 * minute)]).may).toBeTrue();
    expect(ratingProgressOf(7, [lesson(0)])).toEqual({
      creditedMs: 0,
      neededMs: 1,
      lessonsDone: 0,
      may: false,
    });
  });

  it('comes with a finished lesson, however short it is', () => {
    expect(ratingProgressOf(100 * hour, [lesson(minute, { done: true })]).may).toBeTrue();
  });

  it('does not come with what still waits for a check', () => {
    const waiting = { unprovedMs: 5 * minute };
    expect(ratingProgressOf(hour, [lesson(10 * minute, waiting)])).toEqual(
      jasmine.objectContaining({ creditedMs: 5 * minute, may: false }),
    );
    expect(ratingProgressOf(100 * hour, [lesson(5 * minute, { ...waiting, done: true })])).toEqual(
      jasmine.objectContaining({ lessonsDone: 0, may: false }),
    );
  });

  it('does not come with an empty programme, or without a second of study', () => {
    expect(ratingProgressOf(0, []).may).toBeFalse();
    expect(ratingProgressOf(hour, []).may).toBeFalse();
  });

  it('is that of the class in which one has come furthest', () => {
    const short = ratingProgressOf(hour, [lesson(minute)]);
    const longer = ratingProgressOf(hour, [lesson(2 * minute)]);
    const done = ratingProgressOf(hour, [lesson(minute, { done: true })]);
    expect(further(short, longer)).toBe(longer);
    expect(further(longer, short)).toBe(longer);
    expect(further(done, longer)).toBe(done);
    expect(further(longer, done)).toBe(done);
  });
});

describe('the distribution of ratings', () => {
  it('counts every number of stars, and has no average below five ratings', () => {
    expect(summaryOf([])).toEqual({ count: 0, stars: [0, 0, 0, 0, 0], average: null });
    expect(summaryOf([{ stars: 5, count: 4 }])).toEqual({ count: 4, stars: [0, 0, 0, 0, 4], average: null });
    expect(
      summaryOf([
        { stars: 5, count: 4 },
        { stars: 2, count: 2 },
      ]),
    ).toEqual({ count: 6, stars: [0, 2, 0, 0, 4], average: 4 });
    expect(
      summaryOf([
        { stars: 4, count: 2 },
        { stars: 5, count: 4 },
      ]).average,
    ).toBe(4.7);
  });
});
