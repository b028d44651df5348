import { noAttempts, oneMore, readAttempts, waitMs } from './attempts.ts';

describe('attempts to leave', () => {
  it('are free three times, then wait ever longer, an hour at most', () => {
    let tried = noAttempts;
    const waits = Array.from({ length: 13 }, () => {
      tried = oneMore(tried, 1_000);
      return waitMs(tried, 1_000) / 1000;
    });
    expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
  });

  it('wait for the rest of it alone, whatever is done to the clock', () => {
    const tried = { failed: 4, lastAt: 100_000 };
    expect(waitMs(tried, 120_000)).toBe(40_000);
    expect(waitMs(tried, 160_000)).toBe(0);
    expect(waitMs(tried, 0)).toBe(60_000);
  });

  it('are remembered, and a spoilt memory is none in favour of who tries', () => {
    expect(readAttempts(undefined, 5)).toEqual(noAttempts);
    expect(readAttempts('{"failed":4,"lastAt":7}', 5)).toEqual({ failed: 4, lastAt: 7 });
    for (const spoilt of ['', '{}', '{"failed":-1,"lastAt":0}', 'null'])
      expect(waitMs(readAttempts(spoilt, 5), 5)).toBe(3_600_000);
  });
});
