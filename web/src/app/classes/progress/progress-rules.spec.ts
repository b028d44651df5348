import { ariaSort, barHeights, nextSort, sortIn, standingIn } from './progress-rules.ts';

describe('the progress of a class in the address', () => {
  it('is in the order of the roster when the address names no order', () => {
    expect(sortIn(undefined)).toBe('rosterNumber');
    expect(sortIn('name; drop')).toBe('rosterNumber');
    expect(sortIn('-percent')).toBe('-percent');
  });

  it('shows everyone when the address names no standing', () => {
    expect(standingIn('behind')).toBe('behind');
    expect(standingIn('late')).toBeUndefined();
    expect(standingIn(undefined)).toBeUndefined();
  });

  it('turns a column from most first to least first and back to the roster', () => {
    expect(nextSort('rosterNumber', 'percent')).toBe('-percent');
    expect(nextSort('-percent', 'percent')).toBe('percent');
    expect(nextSort('percent', 'percent')).toBe('rosterNumber');
    expect(nextSort('-percent', 'credited')).toBe('-credited');
  });

  it('says the order at the column that has it', () => {
    expect(ariaSort('-credited', 'credited')).toBe('descending');
    expect(ariaSort('credited', 'credited')).toBe('ascending');
    expect(ariaSort('-credited', 'percent')).toBeNull();
  });
});

describe('bars of the last days', () => {
  const minute = 60_000;

  it('are measured against the longest day', () => {
    expect(barHeights([0, 60 * minute, 120 * minute])).toEqual([0, 50, 100]);
  });

  it('stay low when every day was short, and never vanish', () => {
    expect(barHeights([0, 30 * minute, 5000])).toEqual([0, 50, 20]);
  });
});
