import { inOrder, averageOf, courseCountsOf } from './part-rules.ts';
import { partOf } from './name-parts.ts';
import { timeOfSums } from './time-queries.ts';

describe('sums of a period', () => {
  const week = (start: string, creditedMs: number) => ({ start, creditedMs, rawMs: creditedMs + 1 });

  it('have every week, and compare whole ones alone', () => {
    const period = { from: '2026-11-11', to: '2026-12-01' };
    const sums = [
      week('2026-11-09', 5),
      week('2026-11-16', 7),
      week('2026-11-30', 1),
      { start: null, creditedMs: 9, rawMs: 9 },
    ];
    const found = timeOfSums(sums, period, 'week');
    expect(found.series.map(({ creditedMs, changeMs }) => [creditedMs, changeMs])).toEqual([
      [5, null],
      [7, null],
      [0, -7],
      [1, null],
    ]);
    expect([found.creditedMs, found.rawMs, found.before.creditedMs]).toEqual([13, 16, 9]);
  });
});

describe('parts of a sum', () => {
  const part = (id: string, creditedMs: number, beforeCreditedMs = 0, rosterNumber: number | null = null) =>
    partOf(
      'class',
      { id, creditedMs, rawMs: creditedMs, beforeCreditedMs, enrolled: 3, joined: 3, finished: 1 },
      id,
      rosterNumber,
    );
  const ids = (parts: { id: string }[]) => parts.map(({ id }) => id).join('');

  it('stand in the order that is asked for, equal ones by name', () => {
    const parts = [part('c', 5, 1), part('a', 5, 9), part('b', 7, 7)];
    expect(ids(inOrder(parts, 'name'))).toBe('abc');
    expect(ids(inOrder(parts, '-credited'))).toBe('bac');
    expect(ids(inOrder(parts, 'credited'))).toBe('acb');
    expect(ids(inOrder(parts, '-change'))).toBe('cba');
    expect(ids(inOrder([part('x', 1, 0, 12), part('y', 1, 0, 2)], 'name'))).toBe('yx');
  });

  it('have an average for those who are enrolled, and none where nobody is', () => {
    expect(averageOf(100, 3)).toBe(33);
    expect(averageOf(100, 0)).toBeNull();
    expect(part('a', 10).averageCreditedMs).toBe(3);
    expect(courseCountsOf({ joined: 2, finished: 5 }).unfinished).toBe(0);
  });
});
