import { checksWorld, type ChecksWorld } from '../testing/checks-world.ts';

describe('a check while the platform is down', () => {
  let world: ChecksWorld;
  beforeAll(async () => {
    world = await checksWorld({ checks: { random: { fromMinutes: 1, toMinutes: 1 }, answerSeconds: 60 } });
  });
  afterAll(() => world.close());

  /** So long nobody looked, and the clock went on. */
  async function down(ms: number): Promise<void> {
    await world.integrity.excuseDowntime();
    await world.db.sql(`UPDATE integrity_watch SET last_at = last_at - $1::float8 * interval '1 ms'`, [ms]);
    await world.shiftClock(ms);
  }

  it('is given the time back, and is missed when it is left alone afterwards', async () => {
    const who = await world.learner();
    await world.study(who, world.lessons.first, 0, 60_000);
    await down(600_000);
    await world.makeProcess().closeOverdue();
    const { gate, check } = await world.standing(who);
    expect(gate).toBe('check-due');
    expect(check!.leftMs).toBeGreaterThan(50_000);
    await world.shiftClock(70_000);
    await world.integrity.closeOverdue();
    expect((await world.standing(who)).gate).toBe('check-missed');
  });

  it('that was over before the fall stays over', async () => {
    const who = await world.learner();
    await world.study(who, world.lessons.first, 0, 60_000);
    await world.shiftClock(70_000);
    await down(600_000);
    await world.integrity.closeOverdue();
    expect((await world.standing(who)).gate).toBe('check-missed');
  });

  it('is given nothing while somebody watches', async () => {
    const who = await world.learner();
    await world.study(who, world.lessons.first, 0, 60_000);
    await down(20_000);
    expect(await world.integrity.excuseDowntime()).toBe(0);
    expect((await world.standing(who)).check!.leftMs).toBeLessThan(41_000);
  });
});
