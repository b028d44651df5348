import { checkRoutes } from '@minjiang/shared/integrity';
import { addDays, localDay } from '@minjiang/shared/kernel';
import { listenForSignals, sendSignal, type Signal } from '../../platform/index.ts';
import { addWorkingDays } from '../checks/working-days.ts';
import { checksWorld, type ChecksWorld, type Learner } from '../testing/checks-world.ts';

const dayMs = 86_400_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come about within five seconds');
}

describe('a missed check', () => {
  let world: ChecksWorld;
  beforeAll(async () => {
    world = await checksWorld({ checks: { random: { fromMinutes: 1, toMinutes: 1 }, retries: 0 } });
  });
  afterAll(() => world.close());
  beforeEach(() => world.awayFromMidnight());

  /** A learner who passed a check at 60 s of the first lesson and waits for another at its end. */
  async function atTheSecondCheck(betweenMs = 0): Promise<Learner> {
    const who = await world.learner();
    await world.study(who, world.lessons.first, 0, 60_000);
    await world.pass(who);
    await world.study(who, world.lessons.first, 60_000, 90_000);
    if (betweenMs) await world.shiftClock(betweenMs);
    expect((await world.study(who, world.lessons.first, 90_000, 120_000)).gate).toBe('check-due');
    return who;
  }
  const credited = (who: Learner) =>
    world.db.sql<{ day: string; verdict: string; ms: number }>(
      `SELECT day, verdict, sum(ms)::int AS ms FROM learning_runs WHERE enrolment_id = $1
       GROUP BY 1, 2 HAVING sum(ms) <> 0 ORDER BY 1, 2`,
      [who.enrolmentId],
    );
  const mine = async (who: Learner) =>
    (await world.app.call(checkRoutes.myChecks, { cookie: who.cookie })).body;

  it('cancels what was credited since the last passed one, on the days it was earned', async () => {
    const who = await atTheSecondCheck(dayMs);
    const today = localDay(await world.now());
    const yesterday = addDays(today, -1);
    const { unprovedMs } = await world.standing(who);
    expect(unprovedMs).toBe(60_000);
    const { outcome, standing } = await world.fail(who);
    expect(outcome).toBe('missed');
    expect(standing).toEqual(
      jasmine.objectContaining({
        gate: 'check-missed',
        unprovedMs: 0,
        missed: 1,
        stopped: false,
        check: null,
      }),
    );
    expect(await credited(who)).toEqual([
      { day: yesterday, verdict: 'check-missed', ms: 30_000 },
      { day: yesterday, verdict: 'credited', ms: 60_000 },
      { day: today, verdict: 'check-missed', ms: 30_000 },
    ]);
    await world.shiftClock(-dayMs);
  });

  it('tells the learner what it cost, what to make up for and until when', async () => {
    const who = await atTheSecondCheck();
    const heard: Signal[] = [];
    const listener = listenForSignals(world.url, world.log, (signal) => heard.push(signal));
    await until(async () => {
      await sendSignal(world.db.sql, { room: 'spec', event: 'listening', payload: {} });
      return heard.length > 0;
    });
    await world.fail(who);
    const told = () => heard.filter(({ room }) => room === `account:${who.actor.accountId}`);
    await until(() => Promise.resolve(told().length > 1));
    await listener.stop();
    expect(told().map(({ event }) => event)).toEqual(['study:gate', 'notice:new']);
    const dueOn = addWorkingDays(localDay(await world.now()), 3);
    const { checks, makeUps, standings } = await mine(who);
    expect(checks.map(({ state, cancelledMs, tries }) => [state, cancelledMs, tries])).toEqual([
      ['missed', 60_000, 1],
      ['passed', 0, 1],
    ]);
    expect(checks[0]!.lessonName).toBe('one');
    expect(checks[0]!.className).toBe('class');
    expect(makeUps).toEqual([
      jasmine.objectContaining({
        checkId: checks[0]!.checkId,
        lessonName: 'one',
        ms: 60_000,
        dueOn,
        state: 'due',
      }),
    ]);
    expect(standings.map(({ gate, missed }) => [gate, missed])).toEqual([['check-missed', 1]]);
    const { items, unread } = await world.notices(who);
    expect(unread).toBe(1);
    expect(items[0]).toEqual(jasmine.objectContaining({ template: 'check-missed', readAt: null }));
    expect(told()[1]!.payload).toEqual({ noticeId: items[0]!.noticeId });
    expect(items[0]!.params).toEqual({
      enrolmentId: who.enrolmentId,
      checkId: checks[0]!.checkId,
      cancelledMs: 60_000,
      lessons: 1,
      dueOn,
      missed: 1,
      missesAllowed: 1,
    });
  });

  it('lets nothing earn until the learner asks for the next and passes it; then the stretch is earned again', async () => {
    const who = await atTheSecondCheck();
    await world.fail(who);
    const refused = await world.study(who, world.lessons.second, 0, 15_000);
    expect(refused.results[0]!.refused.map(({ reason }) => reason)).toEqual(['check-missed']);
    const asked = await world.ask(who);
    expect(asked.status).toBe(201);
    expect(asked.body.gate).toBe('check-due');
    expect(asked.body.check!.occasion).toBe('make-up');
    expect((await world.study(who, world.lessons.second, 0, 15_000)).results[0]!.creditedMs).toBe(0);
    expect((await world.pass(who)).standing.gate).toBe('open');
    const before = (await world.study(who, world.lessons.first, 60_000, 90_000)).today.creditedMs;
    const again = await world.study(who, world.lessons.first, 90_000, 120_000);
    expect(again.lesson).toEqual(jasmine.objectContaining({ creditedMs: 120_000, state: 'done' }));
    expect((await mine(who)).makeUps.map(({ state }) => state)).toEqual(['done']);
    // What was cancelled still counts against the cap of its day.
    expect(again.today.creditedMs - before).toBe(30_000);
    const [day] = await world.db.sql<{ credited: number; cancelled: number }>(
      `SELECT credited_ms::int AS credited, cancelled_ms::int AS cancelled FROM learning_days WHERE account_id = $1`,
      [who.actor.accountId],
    );
    expect(day).toEqual({ credited: 120_000, cancelled: 60_000 });
  });

  it('ends study when more is missed than the programme allows, until people decide', async () => {
    const who = await atTheSecondCheck();
    await world.fail(who);
    await world.ask(who);
    expect((await world.fail(who)).standing).toEqual(
      jasmine.objectContaining({ gate: 'check-missed', missed: 2, missesAllowed: 1, stopped: true }),
    );
    expect((await world.ask(who)).problem?.code).toBe('no-check-now');
    const events = await world.db.sql<{ data: object }>(
      `SELECT data FROM platform_events WHERE kind = 'integrity.stopped' AND subject_id = $1`,
      [who.enrolmentId],
    );
    expect(events.map(({ data }) => data)).toEqual([
      jasmine.objectContaining({ accountId: who.actor.accountId, why: 'misses' }),
    ]);
    expect((await world.notices(who)).items[0]!.template).toBe('study-stopped');
    const now = await world.now();
    const reopened = () =>
      world.db.transaction((tx) => world.integrity.reopen(tx, who.enrolmentId, null, now));
    expect(await reopened()).toBeTrue();
    expect(await reopened()).toBeFalse();
    expect(await world.standing(who)).toEqual(
      jasmine.objectContaining({ gate: 'check-missed', missed: 0, stopped: false }),
    );
    await world.ask(who);
    expect((await world.pass(who)).standing.gate).toBe('open');
  });

  it('ends study when what was cancelled is not earned again in time; a day before, it reminds once', async () => {
    const who = await atTheSecondCheck();
    await world.fail(who);
    await world.ask(who);
    await world.pass(who);
    const dueOn = (await mine(who)).makeUps[0]!.dueOn;
    const days = (Date.parse(dueOn) - Date.parse(localDay(await world.now()))) / dayMs;
    await world.shiftClock((days - 1) * dayMs);
    await world.integrity.lapseMakeUps();
    await world.integrity.lapseMakeUps();
    const reminders = (await world.notices(who)).items.filter(({ template }) => template === 'make-up-due');
    expect(reminders.map(({ params }) => params)).toEqual([
      { enrolmentId: who.enrolmentId, dueOn, ms: 60_000, lessons: 1 },
    ]);
    expect((await world.standing(who)).stopped).toBeFalse();
    await world.shiftClock(2 * dayMs);
    const both = await Promise.all([world.integrity.lapseMakeUps(), world.makeProcess().lapseMakeUps()]);
    expect(both[0] + both[1]).toBeGreaterThan(0);
    expect(await world.standing(who)).toEqual(
      jasmine.objectContaining({ gate: 'check-missed', stopped: true, missed: 1 }),
    );
    expect((await mine(who)).makeUps[0]!.state).toBe('lapsed');
    const events = await world.db.sql(
      `SELECT 1 FROM platform_events WHERE kind = 'integrity.stopped' AND subject_id = $1`,
      [who.enrolmentId],
    );
    expect(events.length).toBe(1);
    const at = await world.now();
    await world.db.transaction((tx) => world.integrity.reopen(tx, who.enrolmentId, null, at));
    expect((await mine(who)).makeUps[0]).toEqual(
      jasmine.objectContaining({ state: 'due', dueOn: addWorkingDays(localDay(at), 3) }),
    );
    await world.shiftClock(-(days + 1) * dayMs);
  });

  it('is shown to the institution beside the others of the class, without names', async () => {
    const who = await atTheSecondCheck();
    await world.fail(who);
    const admin = world.actors.enter({ role: 'institution-admin', organisationId: world.institution });
    const given = { params: { classId: who.classId }, cookie: admin.cookie };
    const page = (await world.app.call(checkRoutes.classChecks, given)).body;
    expect(page.total).toBe(1);
    expect(page.items[0]).toEqual(
      jasmine.objectContaining({
        enrolmentId: who.enrolmentId,
        rosterNumber: 1,
        maskedName: '陈**',
        passed: 1,
        missed: 1,
        makeUpsDue: 1,
        gate: 'check-missed',
      }),
    );
    await world.ask(who);
    await world.pass(who);
    await world.study(who, world.lessons.first, 60_000, 120_000);
    const later = (await world.app.call(checkRoutes.classChecks, given)).body;
    expect(later.items[0]).toEqual(jasmine.objectContaining({ makeUpsDue: 0, passed: 2 }));
  });
});
