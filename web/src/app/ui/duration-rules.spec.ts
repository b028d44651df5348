import { classHoursOf, clockOf, timeOfDay, totalOf, wordingOf } from './duration-rules.ts';

describe('durations', () => {
  it('a clock has hours only when there are any', () => {
    expect(clockOf(0)).toBe('0:00');
    expect(clockOf(754_999)).toBe('12:34');
    expect(clockOf(3_909_000)).toBe('1:05:09');
  });

  it('a total always has hours', () => {
    expect(totalOf(78_370_000)).toBe('21:46:10');
    expect(totalOf(845_000)).toBe('0:14:05');
  });

  it('never shows less than nothing', () => {
    expect(clockOf(-5)).toBe('0:00');
  });

  it('class hours are cut to a tenth, never rounded up', () => {
    expect(classHoursOf(0)).toBe('0.0');
    expect(classHoursOf(45 * 60_000)).toBe('1.0');
    expect(classHoursOf(45 * 60_000 - 1)).toBe('0.9');
    expect(classHoursOf(78_370_000)).toBe('29.0');
    expect(classHoursOf(60 * 60_000, 60)).toBe('1.0');
  });

  it('words fit the length', () => {
    expect(wordingOf(45_000)).toEqual({ key: 'seconds', params: { s: 45 } });
    expect(wordingOf(200_000)).toEqual({ key: 'minutes-seconds', params: { m: 3, s: 20 } });
    expect(wordingOf(300_000)).toEqual({ key: 'minutes', params: { m: 5 } });
    expect(wordingOf(725_000)).toEqual({ key: 'minutes', params: { m: 12 } });
    expect(wordingOf(3_900_000)).toEqual({ key: 'hours-minutes', params: { h: 1, m: '05' } });
    expect(wordingOf(21_600_000)).toEqual({ key: 'hours', params: { h: 6 } });
  });

  it('a time of day has two digits each', () => {
    expect(timeOfDay(360)).toBe('06:00');
    expect(timeOfDay(1320)).toBe('22:00');
  });
});
