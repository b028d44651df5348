import { cellAfter, dayOf, monthAfter, monthIn, weekdayOf } from './attendance-rules.ts';

describe('the days of a sheet', () => {
  it('are of the month in the address, if it is one', () => {
    expect(monthIn('2026-11')).toBe('2026-11');
    expect(monthIn('2026-13')).toBeUndefined();
    expect(monthIn('soon')).toBeUndefined();
    expect(monthIn(undefined)).toBeUndefined();
  });

  it('go on over the end of a year', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect([dayOf('2026-11-09'), weekdayOf('2026-11-09'), weekdayOf('2026-11-08')]).toEqual([9, 1, 7]);
  });

  it('are gone through by arrows, as far as there are any', () => {
    const size = { rows: 3, columns: 31 };
    expect(cellAfter('ArrowRight', { row: 0, column: 30 }, size)).toEqual({ row: 0, column: 30 });
    expect(cellAfter('ArrowDown', { row: 0, column: 5 }, size)).toEqual({ row: 1, column: 5 });
    expect(cellAfter('Home', { row: 2, column: 5 }, size)).toEqual({ row: 2, column: 0 });
    expect(cellAfter('Tab', { row: 2, column: 5 }, size)).toBeNull();
  });
});
