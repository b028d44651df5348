import { chanceOf } from '../../learning/testing/chance.ts';
import { binsOf, dropOffsOf, viewsOf } from './resource-rules.ts';

describe('the bins of a run', () => {
  const run = (fromMs: number, toMs: number, ms: number) => ({ fromMs, toMs, ms });

  it('share its time by the place on the axis', () => {
    expect([...binsOf(run(0, 5000, 5000))]).toEqual([[0, 5000]]);
    expect([...binsOf(run(4000, 11_000, 7000))]).toEqual([
      [0, 1000],
      [1, 5000],
      [2, 1000],
    ]);
    // At double speed ten seconds of film are five of study.
    expect([...binsOf(run(0, 10_000, 5000))]).toEqual([
      [0, 2500],
      [1, 2500],
    ]);
    expect([...binsOf(run(7000, 7000, 300))]).toEqual([[1, 300]]);
    expect([...binsOf(run(7000, 9000, 0))]).toEqual([]);
  });

  it('add up to it, and a correction takes the very same away', () => {
    const chance = chanceOf(7);
    for (let i = 0; i < 500; i++) {
      const fromMs = chance.between(0, 60_000);
      const toMs = fromMs + chance.between(0, 40_000);
      const ms = chance.between(0, 40_000);
      const bins = binsOf({ fromMs, toMs, ms });
      expect([...bins.values()].reduce((sum, part) => sum + part, 0)).toBe(ms);
      const back = binsOf({ fromMs, toMs, ms: -ms });
      expect([...back]).toEqual([...bins].map(([bin, part]) => [bin, -part]));
    }
  });
});

describe('views', () => {
  const minute = 60_000;
  const run = (startedAt: number, endedAt: number, day = '2026-11-24') => ({ day, startedAt, endedAt });

  it('begin with the first run, and with every one after a break of more than five minutes', () => {
    expect(viewsOf([run(0, minute), run(minute, 2 * minute)], null)).toEqual({
      days: ['2026-11-24'],
      lastViewedAt: 2 * minute,
    });
    expect(viewsOf([run(7 * minute, 8 * minute)], 2 * minute).days.length).toBe(0);
    expect(viewsOf([run(7 * minute + 1, 8 * minute)], 2 * minute).days.length).toBe(1);
  });

  it('are the same however the runs come in', () => {
    const runs = [0, 3, 20, 24, 60].map((at) => run(at * minute, (at + 2) * minute));
    const whole = viewsOf(runs, null);
    let last: number | null = null;
    const days: string[] = [];
    for (const one of runs) {
      const next = viewsOf([one], last);
      days.push(...next.days);
      last = next.lastViewedAt;
    }
    expect(days).toEqual(whole.days);
    expect(whole.days.length).toBe(3);
  });

  it('do not begin anew at midnight', () => {
    const runs = [run(0, minute, '2026-11-24'), run(minute, 2 * minute, '2026-11-25')];
    expect(viewsOf(runs, null).days).toEqual(['2026-11-24']);
  });
});

describe('drop-off points', () => {
  it('are the highest places, half a minute each, every learner once', () => {
    const stopped = [
      { bin: 10, learners: 4 },
      { bin: 12, learners: 9 },
      { bin: 14, learners: 1 },
      { bin: 100, learners: 7 },
      { bin: 500, learners: 2 },
    ];
    expect(dropOffsOf(stopped, 240)).toEqual([
      { fromMs: 45_000, toMs: 75_000, learners: 14 },
      { fromMs: 485_000, toMs: 515_000, learners: 7 },
      { fromMs: 1_185_000, toMs: 1_205_000, learners: 2 },
    ]);
    expect(dropOffsOf([], 240)).toEqual([]);
    expect(dropOffsOf(stopped, 240, 1).length).toBe(1);
  });
});
