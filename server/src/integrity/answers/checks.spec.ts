import { checksWorld, type ChecksWorld } from '../testing/checks-world.ts';

describe('checks during study', () => {
  let world: ChecksWorld;
  beforeAll(async () => {
    world = await checksWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.awayFromMidnight());

  it('falls due at its place, stops the clock, and lets study go on once it is passed', async () => {
    const who = await world.learner();
    const first = world.lessons.first;
    const answer = await world.study(who, first, 0, 60_000);
    expect(answer.gate).toBe('check-due');
    const waiting = await world.standing(who);
    expect(waiting).toEqual(
      jasmine.objectContaining({
        gate: 'check-due',
        unprovedMs: 60_000,
        passed: 0,
        missed: 0,
        stopped: false,
      }),
    );
    expect(waiting.check).toEqual(
      jasmine.objectContaining({ kind: 'question', occasion: 'random', triesLeft: 2, codeSentTo: [] }),
    );
    expect(waiting.check!.leftMs).toBeGreaterThan(50_000);
    expect(JSON.stringify(waiting)).not.toContain('correct');
    const passed = await world.pass(who);
    expect(passed.outcome).toBe('passed');
    expect(passed.standing).toEqual(
      jasmine.objectContaining({ gate: 'open', unprovedMs: 0, passed: 1, check: null }),
    );
    const next = await world.study(who, first, 60_000, 90_000);
    expect(next.results[0]!.creditedMs).toBeGreaterThan(14_000);
    expect(next.gate).toBe('open');
  });
});
