import { addDays, newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { classesFixture, someone, type ClassesFixture } from '../../classes/testing/classes-fixture.ts';
import { migrate } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { learningMigrations } from '../index.ts';
import { progressRoutes } from './progress-routes.ts';

describe('progress of a class', () => {
  let at: ClassesFixture;
  let app: TestApp;
  const actors = testActors();
  const organisationId = newId();
  const employerId = newId();
  const employer = actors.enter({ role: 'employer-admin', organisationId: employerId });
  let admin: ReturnType<typeof actors.enter>;

  beforeAll(async () => {
    at = await classesFixture();
    await migrate(at.url, learningMigrations);
    admin = actors.enter({ role: 'institution-admin', organisationId: at.organisationId });
    app = await testApp({
      routes: progressRoutes({
        db: at.db,
        clock: at.clock,
        enrolments: at.classes,
        versions: at.catalog,
        people: at.identity,
      }),
      authenticate: actors.authenticate,
      subjects: { ...at.classes.subjects },
    });
  });
  afterAll(async () => {
    await app.close();
    await at.close();
  });

  let people = 0;

  /** An open class of ten days with its learners; each has an employer, or none. */
  async function openClass(...employers: (string | null)[]) {
    const classId = await at.trainingClass('一班', 9);
    await at.inTx((tx, now) => at.classes.openClass(tx, now, at.author, classId));
    const learners = [];
    for (const employerOf of employers) {
      const invited = await at.inTx((tx, now) => at.identity.findOrInviteLearner(tx, now, someone(++people)));
      if (!('accountId' in invited)) throw new Error(invited.fault);
      const { accountId } = invited;
      const enrolmentId = await at.inTx((tx, now) =>
        at.classes.enrolAccount(tx, now, at.author, classId, { accountId, employerId: employerOf }),
      );
      learners.push({ accountId, enrolmentId });
    }
    return { classId, learners };
  }

  type Learner = Awaited<ReturnType<typeof openClass>>['learners'][number];

  /** Puts into the rollups what the ledger would write for a stretch of study `daysAgo`. */
  async function studied(
    of: Learner,
    classId: string,
    ms: { credited: number; refused?: number },
    daysAgo = 0,
  ) {
    const day = addDays(await at.today(), -daysAgo);
    const lesson = await onlyLesson(classId, of);
    const rows = [
      ['credited', ms.credited],
      ['not-foreground', ms.refused ?? 0],
    ] as const;
    for (const [verdict, length] of rows.filter(([, length]) => length > 0)) {
      await at.db.sql(
        `INSERT INTO learning_lesson_days (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
         VALUES ($1, $2, $3, $4, $5, $6, 1, clock_timestamp())`,
        [of.accountId, day, of.enrolmentId, lesson.lessonId, verdict, length],
      );
    }
    await at.db.sql(
      `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms,
         frontier_ms, credited_ms, done_at, last_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6, CASE WHEN $7 THEN clock_timestamp() END, clock_timestamp())`,
      [
        of.accountId,
        of.enrolmentId,
        lesson.lessonId,
        newId(),
        lesson.durationMs,
        ms.credited,
        ms.credited >= lesson.durationMs,
      ],
    );
  }

  /** The one lesson of the programme that the class pins. */
  async function onlyLesson(classId: string, of: Learner) {
    const enrolment = await at.classes.studyEnrolment(at.db.sql, of.accountId, of.enrolmentId);
    const version = await at.catalog.version(at.db.sql, enrolment?.programmeVersionId ?? classId);
    return version!.courses[0]!.chapters[0]!.lessons[0]!;
  }

  const progressOf = async (classId: string, query = {}) =>
    (await app.call(learningRoutes.classProgress, { params: { classId }, query, cookie: admin.cookie })).body;

  it('sums what each learner earned and spent, with the last seven days and the class hours', async () => {
    const { classId, learners } = await openClass(null);
    const { durationMs } = await onlyLesson(classId, learners[0]!);
    await studied(learners[0]!, classId, { credited: durationMs, refused: 4000 });
    const [row] = (await progressOf(classId)).items;
    expect(row).toEqual(
      jasmine.objectContaining({
        rosterNumber: 1,
        maskedName: '陈*兰',
        percent: 100,
        creditedMs: durationMs,
        rawMs: durationMs + 4000,
        lessonsDone: 1,
        lessons: 1,
        lastStudiedOn: await at.today(),
        lastDays: [0, 0, 0, 0, 0, 0, durationMs],
        state: 'done',
      }),
    );
  });

  it('totals the whole class on every page of it', async () => {
    const { classId, learners } = await openClass(null, null, null);
    await studied(learners[0]!, classId, { credited: 3000, refused: 500 });
    await studied(learners[1]!, classId, { credited: 4000 }, 2);
    const { items, total, totals } = await progressOf(classId, { page: 2, pageSize: 2 });
    expect([items.length, total]).toEqual([1, 3]);
    expect(totals).toEqual(
      jasmine.objectContaining({
        enrolled: 3,
        activeToday: 1,
        creditedMs: 7000,
        rawMs: 7500,
        averageCreditedMs: 2333,
        minutesPerClassHour: at.rules.minutesPerClassHour,
      }),
    );
  });

  it('has no length of a class hour before a version is pinned', async () => {
    const classId = await at.trainingClass('草稿班', 3);
    expect((await progressOf(classId)).totals.minutesPerClassHour).toBeNull();
  });

  it('leaves out who was removed, unless one asks for them', async () => {
    const { classId, learners } = await openClass(null, null);
    const of = { classId, enrolmentId: learners[0]!.enrolmentId };
    await at.inTx((tx, now) => at.classes.changeEnrolment(tx, now, at.author, of, 'removed'));
    const present = await progressOf(classId);
    expect(present.items.map(({ rosterNumber }) => rosterNumber)).toEqual([2]);
    expect(present.totals.enrolled).toBe(1);
    const removed = await progressOf(classId, { state: 'removed' });
    expect(removed.items.map(({ rosterNumber }) => rosterNumber)).toEqual([1]);
  });

  it('still shows the record of someone who was removed, with all that was earned', async () => {
    const { classId, learners } = await openClass(null);
    const { enrolmentId } = learners[0]!;
    await studied(learners[0]!, classId, { credited: 5000, refused: 700 });
    await at.inTx((tx, now) =>
      at.classes.changeEnrolment(tx, now, at.author, { classId, enrolmentId }, 'removed'),
    );
    const params = { classId, enrolmentId };
    const { learner, record } = (
      await app.call(learningRoutes.enrolmentRecord, { params, cookie: admin.cookie })
    ).body;
    expect(learner.state).toBe('removed');
    expect(record.totals).toEqual(jasmine.objectContaining({ creditedMs: 5000, rawMs: 5700 }));
    expect(record.courses[0]?.lessons[0]?.creditedMs).toBe(5000);
    expect(record.refused.map(({ reason, ms }) => ({ reason, ms }))).toEqual([
      { reason: 'not-foreground', ms: 700 },
    ]);
  });

  it('shows an employer his own staff and nobody else', async () => {
    const { classId, learners } = await openClass(employerId, newId(), null);
    await studied(learners[0]!, classId, { credited: 2000 });
    await studied(learners[1]!, classId, { credited: 9000 });
    const { items, totals } = (await app.call(learningRoutes.staffProgress, { cookie: employer.cookie }))
      .body;
    expect(items.map(({ enrolmentId }) => enrolmentId)).toEqual([learners[0]!.enrolmentId]);
    expect(totals).toEqual(jasmine.objectContaining({ enrolled: 1, creditedMs: 2000, activeToday: 1 }));
  });

  describe('of a learner who comes back with another employer', () => {
    const [former, present] = [newId(), newId()].map((id) => ({
      id,
      ...actors.enter({ role: 'employer-admin', organisationId: id }),
    })) as [Employer, Employer];
    const staffOf = async ({ cookie }: Employer) =>
      (await app.call(learningRoutes.staffProgress, { cookie })).body;
    const daysOf = async (enrolmentId: string) =>
      at.db.sql<{ employer: string; from: string; to: string | null }>(
        `SELECT employer_id AS employer, from_day::text AS "from", to_day::text AS "to"
         FROM classes_employers WHERE enrolment_id = $1 ORDER BY from_day`,
        [enrolmentId],
      );
    type Employer = ReturnType<typeof actors.enter> & { id: string };

    it('shows each of them the time of his own days', async () => {
      const { classId, learners } = await openClass(former.id);
      const [learner] = learners as [Learner];
      const { enrolmentId, accountId } = learner;
      const today = await at.today();
      await studied(learner, classId, { credited: 3000, refused: 200 });
      expect((await staffOf(former)).totals).toEqual(
        jasmine.objectContaining({ enrolled: 1, creditedMs: 3000, rawMs: 3200, unprovedMs: 0 }),
      );
      const change = (state: 'removed' | 'active') =>
        at.inTx((tx, now) => at.classes.changeEnrolment(tx, now, at.author, { classId, enrolmentId }, state));
      await change('removed');
      expect(await daysOf(enrolmentId)).toEqual([{ employer: former.id, from: today, to: today }]);
      await at.inTx((tx, now) =>
        at.classes.enrolAccount(tx, now, at.author, classId, { accountId, employerId: present.id }),
      );
      expect(await daysOf(enrolmentId)).toEqual([
        { employer: former.id, from: today, to: today },
        { employer: present.id, from: addDays(today, 1), to: null },
      ]);
      const { items, totals } = await staffOf(present);
      expect(items).toEqual([
        jasmine.objectContaining({
          enrolmentId,
          ...{ percent: 0, creditedMs: 0, rawMs: 0, lessonsDone: 0, lastStudiedOn: null, evidence: null },
          lastDays: [0, 0, 0, 0, 0, 0, 0],
        }),
      ]);
      expect(totals).toEqual(
        jasmine.objectContaining({ enrolled: 1, creditedMs: 0, rawMs: 0, activeToday: 0 }),
      );
      expect((await progressOf(classId)).totals.rawMs).toBe(3200);
      await at.shiftClock(86_400_000);
      await at.db.sql(
        `UPDATE learning_lesson_days SET day = day + 1 WHERE enrolment_id = $1 AND verdict = 'credited'`,
        [enrolmentId],
      );
      expect((await staffOf(present)).totals).toEqual(
        jasmine.objectContaining({ creditedMs: 3000, rawMs: 3000, activeToday: 1 }),
      );
      await at.shiftClock(-86_400_000);
    });

    it('begins today where nobody was the employer today, and goes on where it is the same', async () => {
      const { classId, learners } = await openClass(null);
      const [{ enrolmentId, accountId }] = learners as [Learner];
      const again = async (employerId: string | null) => {
        const of = { classId, enrolmentId };
        await at.inTx((tx, now) => at.classes.changeEnrolment(tx, now, at.author, of, 'removed'));
        await at.inTx((tx, now) =>
          at.classes.enrolAccount(tx, now, at.author, classId, { accountId, employerId }),
        );
        return daysOf(enrolmentId);
      };
      const today = await at.today();
      expect(await again(former.id)).toEqual([{ employer: former.id, from: today, to: null }]);
      expect(await again(former.id)).toEqual([{ employer: former.id, from: today, to: null }]);
      expect((await again(present.id)).length).toBe(2);
      expect(await again(former.id)).toEqual([{ employer: former.id, from: today, to: null }]);
      expect(await again(null)).toEqual([{ employer: former.id, from: today, to: today }]);
    });
  });

  it('is not shown to another institution', async () => {
    const { classId } = await openClass(null);
    const stranger = actors.enter({ role: 'institution-admin', organisationId });
    const given = { params: { classId }, cookie: stranger.cookie };
    expect((await app.call(learningRoutes.classProgress, given)).problem?.code).toBe('not-found');
  });
});
