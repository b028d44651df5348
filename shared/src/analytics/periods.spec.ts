import { addDays } from '../kernel/index.ts';
import {
  bucketLengths,
  bucketsOf,
  daysOf,
  periodBefore,
  periodFault,
  periodOf,
  startOfBucket,
} from './periods.ts';

describe('periods of figures', () => {
  it('are the last thirty days where none is asked for, and what is asked for else', () => {
    expect(periodOf({}, '2026-11-30')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(periodOf({ to: '2026-03-01' }, '2026-11-30')).toEqual({ from: '2026-01-31', to: '2026-03-01' });
    expect(periodOf({ from: '2026-11-20' }, '2026-11-30')).toEqual({ from: '2026-11-20', to: '2026-11-30' });
    expect(periodOf({ from: '2026-01-01' }, '2026-11-30')).toEqual({ from: '2026-01-01', to: '2026-01-30' });
    expect(periodOf({ from: '2026-12-05' }, '2026-11-30')).toEqual({ from: '2026-12-05', to: '2026-12-05' });
  });

  it('are compared with as many days right before', () => {
    expect(periodBefore({ from: '2026-03-01', to: '2026-03-03' })).toEqual({
      from: '2026-02-26',
      to: '2026-02-28',
    });
  });

  it('are refused where nobody could read them', () => {
    expect(periodFault({ from: '2026-02-02', to: '2026-02-01' }, 'day')?.code).toBe('after-end');
    expect(periodFault({ from: '2020-01-01', to: '2026-02-01' }, 'month')?.path).toBe('from');
    expect(periodFault({ from: '2025-01-01', to: '2026-02-10' }, 'day')?.path).toBe('by');
    expect(periodFault({ from: '2025-01-01', to: '2026-02-10' }, 'week')).toBeNull();
  });

  it('begin weeks on Monday and months on their first day', () => {
    expect(startOfBucket('2026-11-30', 'week')).toBe('2026-11-30');
    expect(startOfBucket('2026-11-29', 'week')).toBe('2026-11-23');
    expect(startOfBucket('2026-01-01', 'week')).toBe('2025-12-29');
    expect(startOfBucket('2024-02-29', 'month')).toBe('2024-02-01');
  });

  it('say which week or month they cut', () => {
    const weeks = bucketsOf({ from: '2026-11-25', to: '2026-12-08' }, 'week');
    expect(weeks.map(({ from, to, whole }) => [from, to, whole])).toEqual([
      ['2026-11-25', '2026-11-29', false],
      ['2026-11-30', '2026-12-06', true],
      ['2026-12-07', '2026-12-08', false],
    ]);
    expect(bucketsOf({ from: '2024-01-31', to: '2024-03-01' }, 'month').map(({ start }) => start)).toEqual([
      '2024-01-01',
      '2024-02-01',
      '2024-03-01',
    ]);
  });

  for (const by of bucketLengths) {
    it(`are covered by their steps without gap or overlap (${by})`, () => {
      for (let length = 1; length < 120; length += 7) {
        const period = { from: addDays('2023-12-20', length), to: addDays('2023-12-20', 2 * length) };
        const buckets = bucketsOf(period, by);
        expect(buckets[0]!.from).toBe(period.from);
        expect(buckets.at(-1)!.to).toBe(period.to);
        for (const [at, bucket] of buckets.entries())
          if (at > 0) expect(bucket.from).toBe(addDays(buckets[at - 1]!.to, 1));
        expect(buckets.reduce((sum, bucket) => sum + daysOf(bucket), 0)).toBe(daysOf(period));
      }
    });
  }
});
