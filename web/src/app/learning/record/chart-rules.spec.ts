import { compare, hasLabel, lastDays, scaleOf, spanOf } from './chart-rules.ts';

const minute = 60_000;
const day = (date: string, minutes: number, refused = 0) => ({
  date,
  creditedMs: minutes * minute,
  rawMs: (minutes + refused) * minute,
});

describe('the chart of days', () => {
  it('shows the span the address names, and seven days for anything else', () => {
    expect(spanOf('30')).toBe(30);
    expect(spanOf('7')).toBe(7);
    expect(spanOf('31')).toBe(7);
    expect(spanOf(undefined)).toBe(7);
  });

  it('has a place for days without study and leaves out what is older', () => {
    const days = [day('2026-11-10', 20), day('2026-11-22', 30), day('2026-11-24', 10)];
    const shown = lastDays(days, '2026-11-24', 3);
    expect(shown.map(({ date }) => date)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
    expect(shown.map(({ creditedMs }) => creditedMs / minute)).toEqual([30, 0, 10]);
  });

  it('compares with the same number of days before', () => {
    const days = [day('2026-11-21', 25), day('2026-11-22', 30), day('2026-11-24', 10)];
    expect(compare(days, '2026-11-24', 2)).toEqual({ nowMs: 10 * minute, changeMs: -45 * minute });
  });

  it('compares with nothing when nothing was studied before', () => {
    expect(compare([day('2026-11-24', 10)], '2026-11-24', 7).changeMs).toBeUndefined();
  });

  it('holds the longest day, refused time included, in at most four round steps', () => {
    expect(scaleOf([day('2026-11-24', 28, 12)])).toEqual({
      topMs: 40 * minute,
      lines: [10 * minute, 20 * minute, 30 * minute, 40 * minute],
    });
    expect(scaleOf([day('2026-11-24', 240)]).lines.map((ms) => ms / minute)).toEqual([60, 120, 180, 240]);
  });

  it('has a line even when nothing was studied, and never ends below the longest day', () => {
    expect(scaleOf([])).toEqual({ topMs: minute, lines: [minute] });
    for (const minutes of [1, 7, 59, 61, 479, 1439, 1440]) {
      const { topMs, lines } = scaleOf([day('2026-11-24', minutes)]);
      expect(topMs)
        .withContext(`${minutes}`)
        .toBeGreaterThanOrEqual(minutes * minute);
      expect(lines.length).withContext(`${minutes}`).toBeLessThanOrEqual(4);
    }
  });

  it('labels every day of a week, and every fifth of a month counted back from today', () => {
    expect([0, 3, 6].every((at) => hasLabel(at, 7))).toBeTrue();
    expect([29, 24, 4].every((at) => hasLabel(at, 30))).toBeTrue();
    expect([28, 25, 0].some((at) => hasLabel(at, 30))).toBeFalse();
  });
});
