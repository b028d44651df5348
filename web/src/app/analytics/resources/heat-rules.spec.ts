import { binMs, type HeatBin } from '@minjiang/shared/analytics';
import { columnsOf, extremesOf, percentOf } from './heat-rules.ts';

const bins = (...seen: number[]): HeatBin[] =>
  seen.map((seenMs, i) => ({ fromMs: i * binMs, seenMs, creditedMs: seenMs, reached: 4 - Math.min(4, i) }));

describe('the strip of heat', () => {
  it('has a column for each bin of a short film, with how often a learner saw it', () => {
    const columns = columnsOf(bins(20_000, 10_000, 0), 4);
    expect(columns.map(({ heat, times, reached }) => [heat, times, reached])).toEqual([
      [1, 1, 1],
      [0.5, 0.5, 0.75],
      [0, 0, 0.5],
    ]);
    expect(columns.at(-1)).toEqual(jasmine.objectContaining({ fromMs: 10_000, toMs: 15_000 }));
  });

  it('takes bins of a long film together and loses no time', () => {
    const columns = columnsOf(bins(...Array.from({ length: 2161 }, (_none, i) => i)), 1);
    expect(columns.length).toBeLessThanOrEqual(120);
    expect(columns.reduce((sum, { seenMs }) => sum + seenMs, 0)).toBe((2160 * 2161) / 2);
    expect(columns.at(-1)!.toMs).toBe(2161 * binMs);
    expect(columns.at(-1)!.heat).toBe(1);
  });

  it('says in words where it is hottest, and nothing where nothing was seen', () => {
    const found = extremesOf(columnsOf(bins(5000, 20_000, 1000), 4))!;
    expect([found.hottest.fromMs, found.coldest.fromMs]).toEqual([5000, 10_000]);
    expect(extremesOf(columnsOf(bins(0, 0), 0))).toBeUndefined();
    expect(extremesOf([])).toBeUndefined();
  });

  it('gives shares that never say all before it is all', () => {
    expect([percentOf(199, 200), percentOf(1, 3), percentOf(0, 0)]).toEqual([99, 33, 0]);
  });
});
