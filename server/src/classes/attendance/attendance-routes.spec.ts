import { classesRoutes, type AttendanceState } from '@minjiang/shared/classes';
import { addDays, dayMs, newId } from '@minjiang/shared/kernel';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { classesFixture, someone, type ClassesFixture } from '../testing/classes-fixture.ts';

const minute = 60_000;

describe('attendance of a class', () => {
  let at: ClassesFixture;
  let app: TestApp;
  const actors = testActors();
  const employerId = newId();
  const otherEmployer = newId();
  let people = 0;
  let cookies: Record<'admin' | 'instructor' | 'stranger' | 'employer' | 'rival', string>;

  beforeAll(async () => {
    at = await classesFixture();
    const { organisationId } = at;
    cookies = {
      admin: actors.enter({ role: 'institution-admin', organisationId }).cookie,
      instructor: actors.enter({ role: 'instructor', organisationId }).cookie,
      stranger: actors.enter({ role: 'institution-admin', organisationId: newId() }).cookie,
      employer: actors.enter({ role: 'employer-admin', organisationId: employerId }).cookie,
      rival: actors.enter({ role: 'employer-admin', organisationId: otherEmployer }).cookie,
    };
    app = await testApp({
      routes: at.classes.routes,
      authenticate: actors.authenticate,
      subjects: { ...at.classes.subjects },
    });
  });
  afterAll(async () => {
    await app.close();
    await at.close();
  });

  async function enrolled(classId: string, employer: string | null = null) {
    const invited = await at.inTx((tx, now) => at.identity.findOrInviteLearner(tx, now, someone(++people)));
    if (!('accountId' in invited)) throw new Error(invited.fault);
    const { accountId } = invited;
    const given = { accountId, employerId: employer };
    const enrolmentId = await at.inTx((tx, now) =>
      at.classes.enrolAccount(tx, now, at.author, classId, given),
    );
    return { enrolmentId, accountId, cookie: actors.enter({ role: 'learner', accountId }).cookie };
  }

  /** A class that was opened some days ago with learners on it, within one month of the sheet or over two. */
  async function classOf(employers: (string | null)[], daysAgo = 6) {
    const classId = await at.trainingClass('一班', 40);
    await at.inTx((tx, now) => at.classes.openClass(tx, now, at.author, classId));
    const first = await at.today();
    const learners = [];
    for (const employer of employers) learners.push(await enrolled(classId, employer));
    await pass(daysAgo);
    return { classId, first, learners };
  }
  const pass = (days: number) => at.shiftClock(days * dayMs);
  const studied = (enrolmentId: string, day: string, minutes: number) =>
    at.credited.push({ enrolmentId, day, creditedMs: minutes * minute });

  const sheet = (classId: string, query: object = {}, cookie = cookies.admin) =>
    app.call(classesRoutes.classAttendance, { params: { classId }, query, cookie });
  /** States by day of the first days of a class, whichever months they lie in. */
  async function statesOf(classId: string, enrolmentId: string): Promise<Record<string, AttendanceState>> {
    const params = { classId, enrolmentId };
    const ask = async (month?: string) => {
      const given = { params, query: { month }, cookie: cookies.instructor };
      return (await app.call(classesRoutes.enrolmentAttendance, given)).body;
    };
    const { opensOn } = await ask();
    const found: Record<string, AttendanceState> = {};
    for (const month of new Set([0, 10].map((n) => addDays(opensOn, n).slice(0, 7)))) {
      const { days, row } = await ask(month);
      days.forEach(({ day }, i) => (found[day] = row.cells[i]!.state));
    }
    return found;
  }
  const excuse = (classId: string, enrolmentId: string, body: object, cookie = cookies.instructor) =>
    app.call(classesRoutes.excuseDays, {
      params: { classId, enrolmentId },
      body: { reason: 'illness', note: '住院', ...body } as never,
      cookie,
    });

  it('marks each day of each learner, and sums up by learner, by day and over all', async () => {
    const { classId, first, learners } = await classOf([null, null]);
    const [a, b] = learners.map(({ enrolmentId }) => enrolmentId);
    const day = (n: number) => addDays(first, n);
    studied(a!, day(1), 50);
    studied(a!, day(2), 20);
    studied(b!, day(1), 46);
    const states = await statesOf(classId, a!);
    expect([0, 1, 2, 3, 6, 7].map((n) => states[day(n)])).toEqual([
      'outside',
      'present',
      'part',
      'absent',
      'awaited',
      'awaited',
    ]);
    const months = new Set([0, 1, 2, 3, 4, 5].map((n) => day(n).slice(0, 7)));
    const sums = { present: 0, part: 0, absent: 0 };
    for (const month of months) {
      const { totals, items, days } = (await sheet(classId, { month })).body;
      expect(items.map(({ rosterNumber }) => rosterNumber)).toEqual([1, 2]);
      for (const key of ['present', 'part', 'absent'] as const) {
        sums[key] += totals[key];
        expect(items.reduce((sum, row) => sum + row.totals[key], 0)).toBe(totals[key]);
        expect(days.reduce((sum, each) => sum + each.totals[key], 0)).toBe(totals[key]);
      }
    }
    expect(sums).toEqual({ present: 2, part: 1, absent: 7 });
  });

  it('pages its learners and still counts all of them by day', async () => {
    const { classId, first } = await classOf([null, null, null], 2);
    const month = addDays(first, 1).slice(0, 7);
    const { items, total, days } = (await sheet(classId, { month, page: 2, pageSize: 2 })).body;
    expect([items.length, total]).toEqual([1, 3]);
    expect(days.find(({ day }) => day === addDays(first, 1))!.totals.absent).toBe(3);
  });

  it('is seen anew when the thresholds of the class change, and nothing else changes', async () => {
    const { classId, first, learners } = await classOf([null], 2);
    const { enrolmentId } = learners[0]!;
    studied(enrolmentId, addDays(first, 1), 20);
    const settle = (body: object, cookie = cookies.admin) =>
      app.call(classesRoutes.settleAttendanceTerms, { params: { classId }, body: body as never, cookie });
    expect((await statesOf(classId, enrolmentId))[addDays(first, 1)]).toBe('part');
    const terms = { presentFromMinutes: 20, partFromMinutes: 5, restWeekdays: [7, 6, 7] };
    expect((await settle(terms)).body.terms.restWeekdays).toEqual([6, 7]);
    const weekday = new Date(`${addDays(first, 1)}T00:00:00Z`).getUTCDay();
    const expected = weekday === 0 || weekday === 6 ? 'rest' : 'present';
    expect((await statesOf(classId, enrolmentId))[addDays(first, 1)]).toBe(expected);
    expect((await sheet(classId)).body.terms.presentFromMinutes).toBe(20);
    const [event] = await at.db.sql<{ data: object }>(
      `SELECT data FROM platform_events WHERE kind = 'class.attendance-settled' AND subject_id = $1`,
      [classId],
    );
    expect(event!.data).toEqual({ presentFromMinutes: 20, partFromMinutes: 5, restWeekdays: [6, 7] });
    const wrong = await settle({ ...terms, partFromMinutes: 21 });
    expect([wrong.status, wrong.problem?.errors?.[0]?.path]).toEqual([422, 'partFromMinutes']);
    expect((await settle(terms, cookies.instructor)).problem?.code).toBe('forbidden');
    expect((await settle(terms, cookies.stranger)).problem?.code).toBe('not-found');
  });

  it('lets no thresholds be changed once the class has ended', async () => {
    const { classId } = await classOf([null], 41);
    const body = { presentFromMinutes: 20, partFromMinutes: 5, restWeekdays: [] };
    const given = { params: { classId }, body, cookie: cookies.admin };
    expect((await app.call(classesRoutes.settleAttendanceTerms, given)).problem?.code).toBe('class-ended');
    expect((await sheet(classId)).body.can).toEqual({ excuse: true, settle: false });
  });

  it('excuses days with a reason, tells the learner, and keeps what was withdrawn', async () => {
    const { classId, first, learners } = await classOf([null], 4);
    const { enrolmentId, cookie } = learners[0]!;
    const days = { fromDay: addDays(first, 1), toDay: addDays(first, 2) };
    const given = (await excuse(classId, enrolmentId, days)).body.excuse;
    expect(given).toEqual(jasmine.objectContaining({ ...days, note: '住院', withdrawnAt: null }));
    expect((await statesOf(classId, enrolmentId))[days.toDay]).toBe('excused');
    const own = async () =>
      (await app.call(classesRoutes.myAttendance, { params: { enrolmentId }, query: {}, cookie })).body;
    const mine = await own();
    expect(mine.excuses).toEqual([
      jasmine.objectContaining({ reason: 'illness', note: '住院', excusedBy: null }),
    ]);
    expect(mine.overall.excused).toBe(2);
    const again = await excuse(classId, enrolmentId, { fromDay: days.toDay, toDay: addDays(first, 3) });
    expect([again.status, again.problem?.code]).toEqual([409, 'already-excused']);

    const withdraw = () =>
      app.call(classesRoutes.withdrawExcuse, {
        params: { classId, enrolmentId, excuseId: given.id },
        cookie: cookies.admin,
      });
    expect((await withdraw()).body.excuse.withdrawnAt).not.toBeNull();
    expect((await withdraw()).problem?.code).toBe('excuse-withdrawn');
    expect((await statesOf(classId, enrolmentId))[days.toDay]).toBe('absent');
    expect((await own()).excuses.map(({ id }) => id)).toEqual([given.id]);
    expect((await excuse(classId, enrolmentId, days)).status).toBe(201);
    const events = await at.db.sql<{ kind: string; data: { note?: string } }>(
      `SELECT kind, data FROM platform_events WHERE subject_id = $1 AND kind LIKE '%excuse%' ORDER BY id`,
      [enrolmentId],
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      'enrolment.excused',
      'enrolment.excuse-withdrawn',
      'enrolment.excused',
    ]);
    expect(JSON.stringify(events)).not.toContain('住院');
    await expectAsync(at.db.sql('DELETE FROM classes_excuses')).toBeRejectedWithError(/only added to/);
  });

  it('refuses excuses outside of the class, backwards, without a word, or of somebody else', async () => {
    const { classId, first, learners } = await classOf([null], 1);
    const { enrolmentId, cookie } = learners[0]!;
    const refused = async (body: object, by = cookies.admin) => {
      const { status, problem } = await excuse(classId, enrolmentId, body, by);
      return [status, problem?.code, problem?.errors?.[0]?.path];
    };
    const day = { fromDay: first, toDay: first };
    expect(await refused({ fromDay: addDays(first, -1), toDay: first })).toEqual([
      422,
      'excuse-days',
      'fromDay',
    ]);
    expect(await refused({ fromDay: first, toDay: addDays(first, 41) })).toEqual([
      422,
      'excuse-days',
      'toDay',
    ]);
    expect(await refused({ fromDay: addDays(first, 1), toDay: first })).toEqual([
      422,
      'excuse-days',
      'toDay',
    ]);
    expect(await refused({ ...day, note: ' ' })).toEqual([400, 'invalid', 'note']);
    expect((await refused(day, cookie))[1]).toBe('forbidden');
    expect((await refused(day, cookies.stranger))[1]).toBe('not-found');
    const other = await classOf([null], 1);
    expect((await excuse(other.classId, enrolmentId, day)).problem?.code).toBe('not-found');
    const foreign = { params: { enrolmentId: other.learners[0]!.enrolmentId }, query: {}, cookie };
    expect((await app.call(classesRoutes.myAttendance, foreign)).problem?.code).toBe('not-found');
  });

  it('holds nothing against a learner while he is suspended, and shows one who left for his days', async () => {
    const { classId, first, learners } = await classOf([null], 2);
    const { enrolmentId } = learners[0]!;
    const become = (state: 'active' | 'suspended' | 'removed') =>
      at.inTx((tx, now) => at.classes.changeEnrolment(tx, now, at.author, { classId, enrolmentId }, state));
    await become('suspended');
    await pass(3);
    await become('active');
    await pass(2);
    const states = await statesOf(classId, enrolmentId);
    expect([1, 2, 3, 4, 5, 6].map((n) => states[addDays(first, n)])).toEqual([
      'absent',
      'outside',
      'outside',
      'outside',
      'outside',
      'absent',
    ]);
    await become('removed');
    const month = addDays(first, 6).slice(0, 7);
    expect((await sheet(classId, { month })).body.items.map(({ state }) => state)).toEqual(['removed']);
  });

  it('shows an employer his own staff on the days that they were his, without reasons', async () => {
    const { classId, first, learners } = await classOf([employerId, otherEmployer, null], 2);
    const { enrolmentId } = learners[0]!;
    const month = addDays(first, 1).slice(0, 7);
    studied(enrolmentId, addDays(first, 1), 60);
    await excuse(classId, enrolmentId, { fromDay: addDays(first, 2), toDay: addDays(first, 2) });
    const staff = async (cookie: string) =>
      (await app.call(classesRoutes.staffAttendance, { query: { month }, cookie })).body;
    const own = await staff(cookies.employer);
    expect(own.total).toBe(1);
    const at1 = own.days.findIndex(({ day }) => day === addDays(first, 1));
    expect(own.items[0]!.cells[at1]).toEqual({ state: 'present', creditedMs: 60 * minute });
    expect(JSON.stringify(own)).not.toContain('illness');
    expect((await staff(cookies.rival)).items.map((row) => row.enrolmentId)).toEqual([
      learners[1]!.enrolmentId,
    ]);
    await at.db.sql('UPDATE classes_employers SET from_day = $2 WHERE enrolment_id = $1', [
      enrolmentId,
      addDays(first, 2),
    ]);
    const [row] = (await staff(cookies.employer)).items;
    if (row) expect(row.cells[at1]).toEqual({ state: 'outside', creditedMs: 0 });
  });

  it('answers an empty class, a draft and a month that there is not', async () => {
    const draft = await at.trainingClass('草稿', 3);
    const { body } = await sheet(draft, { month: '2020-01' });
    expect([body.total, body.month, body.totals.ratePercent]).toEqual([0, body.firstMonth, null]);
    expect((await sheet(draft, { month: '2020-13' })).problem?.errors?.[0]?.path).toBe('month');
    expect((await sheet(draft, {}, cookies.stranger)).problem?.code).toBe('not-found');
  });
});
