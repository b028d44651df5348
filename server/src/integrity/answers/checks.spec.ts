import { checkRoutes } from '@minjiang/shared/integrity';
import { newId } from '@minjiang/shared/kernel';
import { beatOf } from '../../learning/testing/world.ts';
import { checksWorld, type ChecksWorld, type Learner } from '../testing/checks-world.ts';

describe('checks during study', () => {
  let world: ChecksWorld;
  beforeAll(async () => {
    world = await checksWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => world.awayFromMidnight());

  /** A learner whose check waits. */
  async function atACheck(): Promise<Learner> {
    const who = await world.learner();
    const answer = await world.study(who, world.lessons.first, 0, 60_000);
    expect(answer.gate).toBe('check-due');
    return who;
  }
  const earnsNothing = async (who: Learner, lesson = world.lessons.second) => {
    const { gate, results } = await world.study(who, lesson, 0, 15_000);
    expect(results[0]!.creditedMs).toBe(0);
    return gate;
  };
  const checkOf = async (who: Learner) => (await world.standing(who)).check!;

  it('falls due at its place, stops the clock, and lets study go on once it is passed', async () => {
    const who = await atACheck();
    const waiting = await world.standing(who);
    expect(waiting).toEqual(
      jasmine.objectContaining({
        gate: 'check-due',
        unprovedMs: 60_000,
        passed: 0,
        missed: 0,
        missesAllowed: 1,
        stopped: false,
        makeUpWorkingDays: 3,
      }),
    );
    expect(waiting.check).toEqual(
      jasmine.objectContaining({ kind: 'question', occasion: 'random', triesLeft: 2, codeSentTo: [] }),
    );
    expect(waiting.check!.leftMs).toBeGreaterThan(50_000);
    expect(waiting.check!.question!.options.length).toBe(4);
    expect(JSON.stringify(waiting)).not.toContain('correct');
    const passed = await world.pass(who);
    expect(passed.outcome).toBe('passed');
    expect(passed.standing).toEqual(
      jasmine.objectContaining({ gate: 'open', unprovedMs: 0, passed: 1, check: null }),
    );
    const next = await world.study(who, world.lessons.first, 60_000, 90_000);
    expect(next.results[0]!.creditedMs).toBeGreaterThan(14_000);
    expect(next.gate).toBe('open');
  });

  it('is not dodged by new leases, other lessons, leaving, or signing out', async () => {
    const who = await atACheck();
    const { checkId } = await checkOf(who);
    expect(await earnsNothing(who)).toBe('check-due');
    await world.db.transaction((tx) => world.learning.endLeases(tx, [who.actor.accountId], 'session-ended'));
    expect(await earnsNothing(who)).toBe('check-due');
    await world.shiftClock(40_000);
    expect(await earnsNothing(who)).toBe('check-missed');
    const standing = await world.standing(who);
    expect(standing).toEqual(jasmine.objectContaining({ check: null, missed: 1, unprovedMs: 0 }));
    expect((await world.answer(who, checkId, 0)).problem?.code).toBe('check-over');
  });

  it('stands in one enrolment, and another of the same person earns on', async () => {
    const who = await atACheck();
    const other = await world.learner(who.actor.accountId);
    const { gate, results } = await world.study(other, world.lessons.second, 0, 15_000);
    expect([gate, results[0]!.creditedMs]).toEqual(['open', 15_000]);
    expect((await world.standing(who)).gate).toBe('check-due');
    expect(await earnsNothing(who, world.lessons.first)).toBe('check-due');
  });

  it('asks another question at every try, each with a time of its own, and is missed after the last', async () => {
    const who = await atACheck();
    const texts = new Set<string>();
    for (const left of [2, 1, 0]) {
      const check = await checkOf(who);
      expect(check.triesLeft).toBe(left);
      expect(check.leftMs).toBeGreaterThan(50_000);
      texts.add(check.question!.text);
      await world.shiftClock(5000);
      const { outcome, standing } = await world.fail(who);
      expect(outcome).toBe(left > 0 ? 'again' : 'missed');
      expect(standing.gate).toBe(left > 0 ? 'check-due' : 'check-missed');
    }
    expect(texts.size).toBe(3);
    expect((await world.standing(who)).missed).toBe(1);
  });

  it('is passed at a later try as at the first', async () => {
    const who = await atACheck();
    await world.fail(who);
    expect((await world.pass(who)).standing.gate).toBe('open');
  });

  it('is missed by the job when nobody answers, once, whatever the number of processes', async () => {
    const who = await atACheck();
    await world.integrity.closeOverdue();
    expect((await world.standing(who)).gate).toBe('check-due');
    await world.shiftClock(63_000);
    const waiting = await world.db.sql(`SELECT 1 FROM integrity_checks WHERE state = 'issued'`);
    const both = await Promise.all([world.integrity.closeOverdue(), world.makeProcess().closeOverdue()]);
    const later = await world.integrity.closeOverdue();
    expect(both[0] + both[1] + later).toBe(waiting.length);
    expect(await world.standing(who)).toEqual(
      jasmine.objectContaining({ gate: 'check-missed', missed: 1, check: null }),
    );
  });

  it('is missed by whoever looks first: an answer too late, a question where it stands, another check asked for', async () => {
    const late = await atACheck();
    const check = await checkOf(late);
    await world.shiftClock(63_000);
    const right = check.question!.options.indexOf('right');
    expect((await world.answer(late, check.checkId, right)).body.outcome).toBe('missed');
    const asking = await atACheck();
    await world.shiftClock(63_000);
    const asked = (await world.ask(asking)).body;
    expect(asked).toEqual(jasmine.objectContaining({ gate: 'check-due', missed: 1 }));
    expect(asked.check!.occasion).toBe('make-up');
  });

  it('is answered within its grace', async () => {
    const who = await atACheck();
    const { leftMs } = await checkOf(who);
    await world.shiftClock(leftMs + 500);
    expect((await world.pass(who)).outcome).toBe('passed');
  });

  it('knows no foreign or invented check, no second answer and no other kind', async () => {
    const who = await atACheck();
    const other = await atACheck();
    const { checkId } = await checkOf(who);
    expect((await world.answer(other, checkId, 0)).problem?.code).toBe('not-found');
    expect((await world.answer(who, newId(), 0)).problem?.code).toBe('not-found');
    const params = { enrolmentId: who.enrolmentId };
    const foreign = { params, cookie: other.cookie };
    expect((await world.app.call(checkRoutes.myStanding, foreign)).problem?.code).toBe('not-found');
    expect((await world.app.call(checkRoutes.askForCheck, foreign)).problem?.code).toBe('not-found');
    const code = await world.app.call(checkRoutes.answerCheck, {
      params: { checkId },
      body: { kind: 'message-code', code: '123456' },
      cookie: who.cookie,
    });
    expect(code.problem?.code).toBe('invalid');
    expect((await world.ask(who)).problem?.code).toBe('no-check-now');
    await world.pass(who);
    expect((await world.answer(who, checkId, 0)).problem?.code).toBe('check-over');
    expect((await world.ask(who)).problem?.code).toBe('no-check-now');
  });

  it('is passed once by two answers at once', async () => {
    const who = await atACheck();
    const { checkId, question } = await checkOf(who);
    const right = question!.options.indexOf('right');
    const both = await Promise.all([1, 2].map(() => world.answer(who, checkId, right)));
    expect(both.map(({ problem }) => problem?.code ?? 'passed').sort()).toEqual(['check-over', 'passed']);
    expect((await world.standing(who)).passed).toBe(1);
  });

  it('judges an answer on no other question than the page showed', async () => {
    const who = await atACheck();
    const { checkId, question, triesLeft } = await checkOf(who);
    const choice = question!.options.findIndex((option) => option !== 'right');
    const body = { kind: 'question', choice, triesLeft } as const;
    const given = { params: { checkId }, body, cookie: who.cookie };
    const twice = await Promise.all([1, 2].map(() => world.app.call(checkRoutes.answerCheck, given)));
    expect(twice.map(({ problem }) => problem?.code ?? 'again').sort()).toEqual(['again', 'check-over']);
    expect((await checkOf(who)).triesLeft).toBe(triesLeft - 1);
  });

  it('comes to many at once by one batch', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => world.learner()));
    const leases = await Promise.all(all.map((who) => world.open(who)));
    for (const seq of [1, 2, 3, 4]) {
      await world.shiftClock(15_000);
      await Promise.all(
        all.map(({ actor }, i) =>
          world.learning.queue.record(actor, {
            beats: [beatOf(leases[i]!, seq, (seq - 1) * 15_000, seq * 15_000)],
          }),
        ),
      );
    }
    const standings = await Promise.all(all.map((who) => world.standing(who)));
    expect(standings.map(({ gate, check }) => [gate, check?.kind])).toEqual(
      all.map(() => ['check-due', 'question']),
    );
  });
});
