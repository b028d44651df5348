import { analyticsRoutes, bucketLengths, startOfBucket, type Figures } from '@minjiang/shared/analytics';
import { addDays, newId, type QueryInputOf } from '@minjiang/shared/kernel';
import { chanceOf } from '../../learning/testing/chance.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import {
  analyticsWorld,
  sumOf,
  type AnalyticsWorld,
  type CountedRun,
  type EnrolledLearner,
} from '../testing/analytics-world.ts';

const aDay = 86_400_000;
type Query = QueryInputOf<typeof analyticsRoutes.readFigures>;
type Who = ReturnType<ReturnType<typeof testActors>['enter']>;

describe('figures', () => {
  let at: AnalyticsWorld;
  let app: TestApp;
  const actors = testActors();
  const province = actors.enter({ role: 'system-admin', regionCode: '350000' });

  beforeEach(async () => {
    at = await analyticsWorld();
    app = await testApp({ routes: at.analytics.routes, authenticate: actors.authenticate });
  });
  afterEach(async () => {
    await app.close();
    await at.close();
  });

  async function ask(who: Who, query: Query = {}): Promise<Figures> {
    return (await app.call(analyticsRoutes.readFigures, { cookie: who.cookie, query })).body;
  }

  const codeOf = async (who: Who, query: Query) =>
    (await app.call(analyticsRoutes.readFigures, { cookie: who.cookie, query })).problem?.code;

  /** Two cities with an institution each, of two classes with three learners; some work for an employer. */
  async function twoCities() {
    const employerId = at.house('employer');
    const institutions = [at.house('institution', '350100'), at.house('institution', '350200')] as const;
    for (const institutionId of institutions)
      for (let i = 0; i < 2; i++) await at.openClass(institutionId, 3);
    return { employerId, institutions };
  }

  for (const seed of [11, 12, 13]) {
    it(`are the sums of the runs at every place, in any period and by any step (${seed})`, async () => {
      const chance = chanceOf(seed);
      const { employerId, institutions } = await twoCities();
      const first = await at.today();
      /** Days of the employer, and where the first institution stood on which day. */
      const staff = at.learners.filter((_learner, i) => i % 3 === 0);
      for (const learner of staff) await at.employ(learner, employerId, addDays(first, 1), addDays(first, 3));
      const regionOn = new Map<string, string>();
      const lessons = [at.lessons.first.lessonId, at.lessons.second.lessonId];
      for (let day = 0; day < 5; day++) {
        if (day === 3)
          at.houses.set(institutions[0], { ...at.houses.get(institutions[0])!, regionCode: '350300' });
        regionOn.set(addDays(first, day), day < 3 ? '350100' : '350300');
        for (let round = 0; round < 4; round++) {
          const who = chance.oneOf(at.learners);
          const since = await at.clock.now(at.db.sql);
          await at.study(who, chance.between(0, 1) * 5000, () => chance.often(0.4), chance.oneOf(lessons));
          if (chance.often(0.3)) await cancel(who, since);
        }
        if (chance.often(0.7)) await at.analytics.rollUp();
        await at.shiftClock(aDay - 20 * 60_000);
        // What is studied over midnight is two runs.
        await at.analytics.rollUp();
        await at.shiftClock(20 * 60_000);
      }
      await at.analytics.rollUp();
      const runs = await at.runs();
      expect(sumOf(runs).creditedMs).toBeGreaterThan(0);
      const classOf = new Map(at.learners.map((learner) => [learner.enrolmentId, learner]));
      const isStaff = ({ enrolmentId, day }: CountedRun) =>
        staff.some((learner) => learner.enrolmentId === enrolmentId) &&
        day >= addDays(first, 1) &&
        day <= addDays(first, 3);
      const regionOf = (run: CountedRun) =>
        classOf.get(run.enrolmentId)!.institutionId === institutions[0] ? regionOn.get(run.day)! : '350200';

      const admin = actors.enter({ role: 'institution-admin', organisationId: institutions[0] });
      const employer = actors.enter({ role: 'employer-admin', organisationId: employerId });
      const [one] = at.learners as [EnrolledLearner];
      const ofHouse = (run: CountedRun) => classOf.get(run.enrolmentId)!.institutionId === institutions[0];
      const ofOne = (run: CountedRun) => run.enrolmentId === one.enrolmentId;
      const { classId } = one;
      const ofClass = (run: CountedRun) => classOf.get(run.enrolmentId)!.classId === classId;
      const places: [Who, Query, (run: CountedRun) => boolean][] = [
        [province, {}, () => true],
        [province, { regionCode: '350100' }, (run) => regionOf(run) === '350100'],
        [province, { regionCode: '350300' }, (run) => regionOf(run) === '350300'],
        [province, { institutionId: institutions[0] }, ofHouse],
        [admin, {}, ofHouse],
        [admin, { classId }, ofClass],
        [admin, { enrolmentId: one.enrolmentId }, ofOne],
        [
          admin,
          { enrolmentId: one.enrolmentId, lessonId: lessons[0]! },
          (run) => ofOne(run) && run.lessonId === lessons[0],
        ],
        [employer, {}, isStaff],
        [employer, { classId }, (run) => isStaff(run) && ofClass(run)],
        [employer, { enrolmentId: one.enrolmentId }, (run) => isStaff(run) && ofOne(run)],
      ];
      for (const [who, place, belongs] of places) {
        for (const by of bucketLengths) {
          const from = addDays(first, chance.between(0, 3));
          const to = addDays(from, chance.between(0, 3));
          const found = await ask(who, { ...place, from, to, by, pageSize: 100 });
          const told = JSON.stringify({ place, from, to, by });
          const within = runs.filter((run) => belongs(run) && run.day >= from && run.day <= to);
          const days = found.period.days;
          const before = runs.filter(
            (run) => belongs(run) && run.day < from && run.day >= addDays(from, -days),
          );
          expect(sums(found.totals)).withContext(told).toEqual(sumOf(within));
          expect(sums(found.before)).withContext(told).toEqual(sumOf(before));
          for (const bucket of found.series) {
            const inside = within.filter(
              ({ day }) => startOfBucket(day, by) === startOfBucket(bucket.from, by),
            );
            expect(sums(bucket)).withContext(`${told} ${bucket.from}`).toEqual(sumOf(inside));
          }
          if (found.can.next)
            expect(added(found.parts.items)).withContext(`${told} parts`).toEqual(sumOf(within));
          if (!found.can.courses) continue;
          const courses = await ask(who, { ...place, from, to, by, parts: 'courses' });
          expect(added(courses.parts.items)).withContext(`${told} courses`).toEqual(sumOf(within));
        }
      }
      const from = first;
      const to = addDays(first, 6);
      const lesson = { enrolmentId: one.enrolmentId, lessonId: lessons[0]!, from, to };
      const listed = await app.call(analyticsRoutes.listFigureRuns, { cookie: admin.cookie, query: lesson });
      const own = runs.filter((run) => ofOne(run) && run.lessonId === lessons[0]);
      expect(listed.body.total).toBe(own.length);
      expect(sumOf(listed.body.items.map((run) => ({ ...own[0]!, ...run })))).toEqual(sumOf(own));
      const learner = actors.enter({ role: 'learner', accountId: one.actor.accountId });
      const mine = await app.call(analyticsRoutes.myFigures, { cookie: learner.cookie, query: { from, to } });
      expect(sums(mine.body.totals)).toEqual(sumOf(runs.filter(ofOne)));
      expect(added(mine.body.courses)).toEqual(sumOf(runs.filter(ofOne)));
    });
  }

  const cancel = async ({ actor, enrolmentId }: EnrolledLearner, sinceMs: number) => {
    const now = await at.clock.now(at.db.sql);
    const of = { accountId: actor.accountId, enrolmentId, sinceMs };
    const cause = { kind: 'check', id: newId() } as const;
    await at.db.transaction((tx) => at.learning.cancelSince(tx, of, cause, 'check-missed', now));
  };

  it('divide what was credited by those who are enrolled, without those who were removed', async () => {
    const institutionId = at.house('institution');
    const { classId, enrolled } = await at.openClass(institutionId, 4);
    const { classId: over } = await at.openClass(institutionId, 2, '2026-02-01');
    await at.study(enrolled[0]!);
    await at.remove(enrolled[3]!);
    await at.analytics.rollUp();
    const admin = actors.enter({ role: 'institution-admin', organisationId: institutionId });
    const found = await ask(admin);
    expect(found.totals.enrolled).toBe(3);
    expect(found.totals.averageCreditedMs).toBe(Math.floor(20_000 / 3));
    expect(found.totals.courses).toEqual({ joined: 3, finished: 0, unfinished: 3 });
    expect(found.parts.items.map(({ id, enrolled: n }) => [id, n])).toEqual([[classId, 3]]);
    const then = await ask(admin, { from: '2026-01-10', to: '2026-01-12' });
    expect(then.totals.enrolled).toBe(5);
    expect(then.parts.items.map(({ id }) => id)).toContain(over);
    expect(found.totals.exercises).toBeNull();
    expect(found.minutesPerClassHour).toBe(45);
    expect((await ask(admin, { classId })).parts.items.map(({ rosterNumber }) => rosterNumber)).toEqual([
      1, 2, 3,
    ]);
  });

  it('count a course as finished once every lesson of it is done, and for a new employer never what was done before', async () => {
    const institutionId = at.house('institution');
    const [former, present] = [at.house('employer'), at.house('employer')];
    const { enrolled } = await at.openClass(institutionId, 2);
    const [who] = enrolled as [EnrolledLearner];
    const today = await at.today();
    await at.employ(who, former, addDays(today, -10), addDays(today, -1));
    await at.employ(who, present, today, null);
    await at.study(who);
    const lessons = Object.values(at.lessons);
    const done = (list: typeof lessons, day: string) =>
      at.db.sql(
        `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, done_at, last_at)
         SELECT $1, $2, l, l, 1000, ($4::text || ' 12:00+08')::timestamptz, now() FROM unnest($3::uuid[]) AS l
         ON CONFLICT (account_id, enrolment_id, lesson_id) DO UPDATE SET done_at = excluded.done_at`,
        [who.actor.accountId, who.enrolmentId, list.map(({ lessonId }) => lessonId), day],
      );
    await done(lessons.slice(1), addDays(today, -2));
    await at.analytics.rollUp();
    const as = (role: 'institution-admin' | 'employer-admin', organisationId: string) =>
      actors.enter({ role, organisationId });
    const admin = as('institution-admin', institutionId);
    expect((await ask(admin)).totals.courses.finished).toBe(0);
    await done(lessons, addDays(today, -2));
    await at.analytics.rollUp();
    expect((await ask(admin)).totals.courses).toEqual({ joined: 2, finished: 1, unfinished: 1 });
    expect((await ask(admin, { parts: 'courses' })).parts.items[0]?.courses?.finished).toBe(1);
    expect((await ask(as('employer-admin', former))).totals.courses.finished).toBe(1);
    const now = as('employer-admin', present);
    expect((await ask(now)).totals.courses).toEqual({ joined: 1, finished: 0, unfinished: 1 });
    expect((await ask(now, { enrolmentId: who.enrolmentId })).totals.courses.finished).toBe(0);
    await at.db.sql('UPDATE learning_progress SET done_at = NULL WHERE lesson_id = $1', [
      lessons[0]!.lessonId,
    ]);
    await at.study(who, 20_000);
    await at.analytics.rollUp();
    expect((await ask(admin)).totals.courses.finished).toBe(0);
  });

  it('show an employer nobody but his own staff, not even within a sum', async () => {
    const institutionId = at.house('institution');
    const [employerId, strangerId] = [at.house('employer'), at.house('employer')];
    const { classId, enrolled } = await at.openClass(institutionId, 3);
    const [own, other] = enrolled as [EnrolledLearner, EnrolledLearner];
    const today = await at.today();
    await at.employ(own, employerId, today, null);
    await at.study(own);
    await at.study(other);
    await at.analytics.rollUp();
    const employer = actors.enter({ role: 'employer-admin', organisationId: employerId });
    for (const query of [{}, { classId }]) {
      const found = await ask(employer, query);
      expect(found.totals.creditedMs).toBe(20_000);
      expect(found.totals.enrolled).toBe(1);
      expect(JSON.stringify(found)).not.toContain(other.enrolmentId);
      expect((await ask(employer, { ...query, parts: 'courses' })).parts.items[0]?.creditedMs).toBe(20_000);
    }
    expect(await codeOf(employer, { enrolmentId: other.enrolmentId })).toBe('not-found');
    const stranger = actors.enter({ role: 'employer-admin', organisationId: strangerId });
    expect(await codeOf(stranger, { classId })).toBe('not-found');
    expect((await ask(stranger)).totals).toEqual(jasmine.objectContaining({ creditedMs: 0, enrolled: 0 }));
    expect(await codeOf(employer, { institutionId })).toBe('not-found');
    expect(await codeOf(employer, { regionCode: '350000' })).toBe('not-found');
  });

  it('put first the classes that end soon unfinished, and those in which nobody studies', async () => {
    const institutionId = at.house('institution');
    const employerId = at.house('employer');
    const today = await at.today();
    const late = await at.openClass(institutionId, 2, addDays(today, 100));
    const soon = await at.openClass(institutionId, 2, addDays(today, 3));
    const busy = await at.openClass(institutionId, 1, addDays(today, 100));
    await at.openClass(at.house('institution', '350200'), 1, addDays(today, 1));
    await at.study(busy.enrolled[0]!);
    await at.study(soon.enrolled[0]!);
    await at.employ(late.enrolled[0]!, employerId, addDays(today, -3), null);
    await at.analytics.rollUp();
    const attention = async (who: Who) =>
      (await app.call(analyticsRoutes.readFigureAttention, { cookie: who.cookie })).body.items;
    const admin = actors.enter({ role: 'institution-admin', organisationId: institutionId });
    const found = await attention(admin);
    expect(
      found.map(({ classId, daysLeft, unfinished, silent }) => [classId, daysLeft, unfinished, silent]),
    ).toEqual([
      [soon.classId, 3, 2, false],
      [late.classId, 100, 2, true],
    ]);
    expect(await attention(actors.enter({ role: 'system-admin', regionCode: '350100' }))).toEqual(found);
    expect((await attention(province)).length).toBe(3);
    const own = await attention(actors.enter({ role: 'employer-admin', organisationId: employerId }));
    expect(own.map(({ classId, unfinished }) => [classId, unfinished])).toEqual([[late.classId, 1]]);
  });

  it('keep institutions and operators to what is theirs', async () => {
    const { institutions } = await twoCities();
    const [mine, foreign] = [at.learners[0]!, at.learners.at(-1)!];
    const admin = actors.enter({ role: 'instructor', organisationId: institutions[0] });
    for (const query of [
      { institutionId: institutions[1] },
      { classId: foreign.classId },
      { enrolmentId: foreign.enrolmentId },
      { enrolmentId: mine.enrolmentId, classId: foreign.classId },
      { enrolmentId: mine.enrolmentId, regionCode: '350200' },
      { regionCode: '350100' },
      { classId: newId() },
    ])
      expect(await codeOf(admin, query))
        .withContext(JSON.stringify(query))
        .toBe('not-found');
    const city = actors.enter({ role: 'audit-admin', regionCode: '350100' });
    expect((await ask(city)).trail.map(({ id }) => id)).toEqual(['350100']);
    for (const query of [
      { regionCode: '350000' },
      { regionCode: '350200' },
      { institutionId: institutions[1] },
    ])
      expect(await codeOf(city, query))
        .withContext(JSON.stringify(query))
        .toBe('not-found');
    const trail = (await ask(city, { enrolmentId: mine.enrolmentId })).trail.map(({ level }) => level);
    expect(trail).toEqual(['region', 'institution', 'class', 'learner']);
  });

  it('name the end of a period that cannot be shown', async () => {
    const errors = async (query: Query) =>
      (await app.call(analyticsRoutes.readFigures, { cookie: province.cookie, query })).problem?.errors?.[0];
    expect(await errors({ from: '2026-11-02', to: '2026-11-01' })).toEqual(
      jasmine.objectContaining({ in: 'query', path: 'from', code: 'after-end' }),
    );
    expect((await errors({ from: '2025-01-01', to: '2026-11-01', by: 'day' }))?.path).toBe('by');
    expect(await errors({ from: '2025-01-01', to: '2026-11-01', by: 'month' })).toBeUndefined();
  });
});

const sums = ({ creditedMs, rawMs }: { creditedMs: number; rawMs: number }) => ({ creditedMs, rawMs });
const added = (rows: readonly { creditedMs: number; rawMs: number }[]) => ({
  creditedMs: rows.reduce((sum, row) => sum + row.creditedMs, 0),
  rawMs: rows.reduce((sum, row) => sum + row.rawMs, 0),
});
