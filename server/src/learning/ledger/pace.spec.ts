import { makePace } from './pace.ts';

describe('the pace of beats', () => {
  let now: number;
  let pace: ReturnType<typeof makePace>;
  beforeEach(() => {
    now = 0;
    pace = makePace(() => now);
  });

  /** So many beats a second for so long, each acknowledged after a while. */
  function beats(perSecond: number, seconds: number, waitedMs = 50): void {
    for (let i = 0; i < perSecond * seconds; i++) {
      now += 1000 / perSecond;
      pace.arrived();
      pace.acknowledged(waitedMs);
    }
  }

  it('does not let a single beat wait for others', () => {
    beats(5, 20);
    expect(pace.gatherMs()).toBe(0);
    expect(pace.beatEveryMs(15_000)).toBe(15_000);
  });

  it('gathers while many come, the shorter the more they are', () => {
    beats(200, 20);
    expect(pace.gatherMs()).toBe(150);
    beats(390, 60);
    expect(pace.gatherMs()).toBeLessThan(170);
    beats(2000, 20);
    expect(pace.gatherMs()).toBeCloseTo(65, 0);
    now += 60_000;
    expect(pace.gatherMs()).toBe(0);
  });

  it('asks pages to come less often when very many come, until it is calm again', () => {
    beats(600, 20);
    expect(pace.beatEveryMs(15_000)).toBeGreaterThan(28_000);
    // Half as many came of it: asking for the old interval now would bring all of them back.
    beats(300, 60);
    expect(pace.beatEveryMs(15_000)).toBeGreaterThan(28_000);
    beats(60, 60);
    expect(pace.beatEveryMs(15_000)).toBe(15_000);
  });

  it('asks so too when beats wait long, however few they are', () => {
    beats(20, 20, 3000);
    expect(pace.beatEveryMs(15_000)).toBeGreaterThan(28_000);
    beats(20, 20, 50);
    expect(pace.beatEveryMs(15_000)).toBe(15_000);
  });
});
