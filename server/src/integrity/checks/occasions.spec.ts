import { checksWorld, type ChecksWorld } from '../testing/checks-world.ts';

const dayMs = 86_400_000;

describe('occasions of checks', () => {
  let world: ChecksWorld;
  beforeAll(async () => {
    world = await checksWorld({ checks: { atStart: true, atEnd: true, random: null } });
  });
  afterAll(() => world.close());
  beforeEach(() => world.awayFromMidnight());

  it('asks before the first second of each day, once', async () => {
    const who = await world.learner();
    expect((await world.open(who)).gate).toBe('check-due');
    expect((await world.standing(who)).check!.occasion).toBe('start');
    const { checkId } = (await world.standing(who)).check!;
    await world.open(who, world.lessons.second.lessonId);
    expect((await world.standing(who)).check!.checkId).toBe(checkId);
    await world.pass(who);
    expect((await world.open(who)).gate).toBe('open');
    expect((await world.study(who, world.lessons.first, 0, 15_000)).results[0]!.creditedMs).toBe(15_000);
    await world.shiftClock(dayMs);
    expect((await world.open(who)).gate).toBe('check-due');
    await world.shiftClock(-dayMs);
  });

  it('asks when the last lesson is done, and not before', async () => {
    const who = await world.learner();
    const { first, second, text } = world.lessons;
    await world.open(who);
    await world.pass(who);
    expect((await world.study(who, first, 0, 120_000)).gate).toBe('open');
    expect((await world.study(who, second, 0, 120_000)).gate).toBe('open');
    await world.db.sql(
      `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms, done_at, last_at)
       VALUES ($1, $2, $3, $4, 20000, 20000, now(), now())`,
      [who.actor.accountId, who.enrolmentId, text.lessonId, text.lessonVersionId],
    );
    const last = await world.study(who, world.lessons.sameFilm, 0, 120_000);
    expect(last.lesson!.state).toBe('done');
    const waiting = await world.standing(who);
    expect([waiting.gate, waiting.check?.occasion]).toEqual(['check-due', 'end']);
    expect((await world.pass(who)).standing.gate).toBe('open');
  });
});

describe('a programme without checks', () => {
  it('has no gate, no check and nothing to miss', async () => {
    const world = await checksWorld({ rules: { checks: null } });
    const who = await world.learner();
    expect((await world.study(who, world.lessons.first, 0, 120_000)).gate).toBe('open');
    expect(await world.standing(who)).toEqual({
      enrolmentId: who.enrolmentId,
      gate: 'open',
      check: null,
      unprovedMs: 0,
      passed: 0,
      missed: 0,
      missesAllowed: 0,
      stopped: false,
      makeUpWorkingDays: 0,
    });
    expect((await world.ask(who)).problem?.code).toBe('no-check-now');
    await world.close();
  });
});
