import { classesRoutes, type RosterEntry } from '@minjiang/shared/classes';
import { addDays, dayMs, newId, startOfLocalDay } from '@minjiang/shared/kernel';
import { classesFixture, someone, type ClassesFixture } from '../testing/classes-fixture.ts';

describe('enrolments', () => {
  let fixture: ClassesFixture;
  beforeAll(async () => {
    fixture = await classesFixture();
  });
  afterAll(() => fixture.close());

  const enrol = (classId: string, body: RosterEntry, cookie = fixture.admin.cookie) =>
    fixture.app.call(classesRoutes.enrol, { params: { classId }, body, cookie });
  const change = (classId: string, enrolmentId: string, state: 'active' | 'suspended' | 'removed') =>
    fixture.app.call(classesRoutes.changeEnrolment, {
      params: { classId, enrolmentId },
      body: { state },
      cookie: fixture.admin.cookie,
    });
  const list = async (classId: string, query: object = {}) =>
    (
      await fixture.app.call(classesRoutes.listEnrolments, {
        params: { classId },
        query,
        cookie: fixture.instructor.cookie,
      })
    ).body;
  const accountOf = async (enrolmentId: string) => {
    const [row] = await fixture.db.sql<{ accountId: string }>(
      'SELECT account_id AS "accountId" FROM classes_roster WHERE enrolment_id = $1',
      [enrolmentId],
    );
    return row!.accountId;
  };

  it('shows a learner masked, invited and numbered', async () => {
    const classId = await fixture.trainingClass();
    const person = someone(1, { name: '林建华', email: 'lin@example.org' });
    const first = (await enrol(classId, person)).body.enrolment;
    expect(first).toEqual(
      jasmine.objectContaining({
        rosterNumber: 1,
        maskedName: '林*华',
        maskedPhone: '138****0001',
        state: 'active',
        accountState: 'invited',
        employerName: null,
        lastCode: null,
      }),
    );
    expect(first.maskedIdNumber).toBe(`350***********${person.idNumber.slice(-4)}`);
    expect((await enrol(classId, someone(2))).body.enrolment.rosterNumber).toBe(2);
    expect((await list(classId)).items.map(({ rosterNumber }) => rosterNumber)).toEqual([1, 2]);
  });

  it('refuses a learner who is in the class, a foreign phone and an unknown employer', async () => {
    const classId = await fixture.trainingClass();
    const person = someone(10);
    await enrol(classId, person);
    const again = await enrol(classId, person);
    expect([again.status, again.problem?.code]).toEqual([409, 'already-enrolled']);
    const taken = await enrol(classId, someone(11, { phone: person.phone }));
    expect(taken.problem?.errors?.[0]).toEqual(
      jasmine.objectContaining({ path: 'phone', code: 'phone-taken' }),
    );
    const unknown = await enrol(classId, someone(12, { employer: '没有的公司' }));
    expect(unknown.problem?.code).toBe('unknown-employer');
    expect((await list(classId)).total).toBe(1);
  });

  it('takes the account of a known ID number into another class, with an employer', async () => {
    const [a, b] = [await fixture.trainingClass(), await fixture.trainingClass()];
    await fixture.inTx((tx, at) =>
      fixture.identity.createOrganisation(tx, at, {
        kind: 'employer',
        name: '闽江电器有限公司',
        regionCode: '350100',
      }),
    );
    const person = someone(20);
    const first = (await enrol(a, person)).body.enrolment;
    const second = (await enrol(b, { ...person, employer: '闽江电器有限公司' })).body.enrolment;
    expect(second.employerName).toBe('闽江电器有限公司');
    expect(await accountOf(second.id)).toBe(await accountOf(first.id));
  });

  it('numbers those who are enrolled at once 1, 2, 3', async () => {
    const classId = await fixture.trainingClass();
    const answers = await Promise.all([30, 31, 32, 33, 34].map((number) => enrol(classId, someone(number))));
    expect(answers.map(({ body }) => body.enrolment.rosterNumber).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('enrols one person once when the form is sent twice at once', async () => {
    const classId = await fixture.trainingClass();
    const answers = await Promise.all([1, 2, 3].map(() => enrol(classId, someone(40))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('tells its listeners in the transaction that suspends or removes, once each', async () => {
    const told: string[] = [];
    let isRefusing = false;
    fixture.classes.onEnrolmentClosed((_tx, accountIds) => {
      if (isRefusing) return Promise.reject(new Error('the lease could not be ended'));
      told.push(...accountIds);
      return Promise.resolve();
    });
    const classId = await fixture.trainingClass();
    const { id } = (await enrol(classId, someone(50))).body.enrolment;
    const accountId = await accountOf(id);
    isRefusing = true;
    expect((await change(classId, id, 'suspended')).status).toBe(500);
    expect((await list(classId)).items[0]?.state)
      .withContext('rolled back')
      .toBe('active');
    isRefusing = false;
    expect((await change(classId, id, 'suspended')).body.enrolment.state).toBe('suspended');
    await change(classId, id, 'suspended');
    expect((await enrol(classId, someone(50))).problem?.code).toBe('already-enrolled');
    await change(classId, id, 'removed');
    expect(told).toEqual([accountId]);
    await change(classId, id, 'active');
    await change(classId, id, 'removed');
    expect(told).toEqual([accountId, accountId]);
  });

  it('brings a removed learner back under his old number and enrolment', async () => {
    const classId = await fixture.trainingClass();
    const { id } = (await enrol(classId, someone(60))).body.enrolment;
    await enrol(classId, someone(61));
    await change(classId, id, 'removed');
    expect((await list(classId)).items.map(({ rosterNumber }) => rosterNumber)).toEqual([2]);
    expect((await list(classId, { state: 'removed' })).items.map((row) => row.id)).toEqual([id]);
    const back = (await enrol(classId, someone(60))).body.enrolment;
    expect([back.id, back.rosterNumber, back.state]).toEqual([id, 1, 'active']);
    expect((await enrol(classId, someone(62))).body.enrolment.rosterNumber).toBe(3);
  });

  it('finds by whole phone or ID number only, within the class', async () => {
    const [classId, other] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const person = someone(70);
    const { id } = (await enrol(classId, person)).body.enrolment;
    const find = async (text: string, of = classId) =>
      (
        await fixture.app.call(classesRoutes.findEnrolment, {
          params: { classId: of },
          body: { find: text },
          cookie: fixture.instructor.cookie,
        })
      ).body.items.map((row) => row.id);
    expect(await find(person.phone)).toEqual([id]);
    expect(await find(person.idNumber.toLowerCase())).toEqual([id]);
    expect(await find(person.phone.slice(0, 8))).toEqual([]);
    expect(await find(`' OR 1=1 --\u0000`)).toEqual([]);
    expect(await find(person.phone, other)).toEqual([]);
  });

  it('issues an activation code for a learner of the class, and shows how the last one went', async () => {
    const [classId, other] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const { id } = (await enrol(classId, someone(80))).body.enrolment;
    const issue = (channel: 'slip' | 'email', of = classId) =>
      fixture.app.call(classesRoutes.issueActivationCode, {
        params: { classId: of, enrolmentId: id },
        body: { channel },
        cookie: fixture.admin.cookie,
      });
    const { issued } = (await issue('slip')).body;
    expect(issued.code).toMatch(/^\d{4}[ -]?\d{4}$/);
    expect((await list(classId)).items[0]?.lastCode?.channel).toBe('slip');
    expect((await issue('email')).problem?.code).toBe('email-not-configured');
    expect((await issue('slip', other)).status).toBe(404);
    await change(classId, id, 'removed');
    expect((await issue('slip')).status).toBe(404);
  });

  it('takes nobody after the last day', async () => {
    const classId = await fixture.trainingClass();
    await fixture.shiftClock(dayMs);
    try {
      expect((await enrol(classId, someone(90))).problem?.code).toBe('class-ended');
    } finally {
      await fixture.shiftClock(-dayMs);
    }
  });

  it('answers what the ledger asks of an enrolment', async () => {
    const classId = await fixture.trainingClass('问');
    const today = await fixture.today();
    const { id } = (await enrol(classId, someone(100))).body.enrolment;
    const accountId = await accountOf(id);
    const ask = (account = accountId) => fixture.classes.studyEnrolment(fixture.db.sql, account, id);
    expect(await ask()).toEqual(
      jasmine.objectContaining({ programmeVersionId: null, opened: false, state: 'active' }),
    );
    await fixture.inTx((tx, at) => fixture.classes.openClass(tx, at, fixture.author, classId));
    const asked = await ask();
    expect(asked).toEqual(
      jasmine.objectContaining({
        enrolmentId: id,
        classId,
        className: '问',
        organisationId: fixture.organisationId,
        fromMs: startOfLocalDay(today),
        toMs: startOfLocalDay(addDays(today, 1)),
        opened: true,
      }),
    );
    expect(await ask(newId())).toBeNull();
    expect(await fixture.classes.enrolmentsOf(fixture.db.sql, accountId)).toEqual([asked!]);
  });

  it('is written by the institution alone, in its own class', async () => {
    const [classId, other] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const { id } = (await enrol(classId, someone(110))).body.enrolment;
    expect((await enrol(classId, someone(111), fixture.instructor.cookie)).status).toBe(403);
    expect((await enrol(classId, someone(111), fixture.stranger.cookie)).status).toBe(404);
    expect((await change(other, id, 'removed')).status).toBe(404);
    expect((await list(classId)).total).toBe(1);
  });
});
