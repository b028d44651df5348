import { analyticsRoutes } from '@minjiang/shared/analytics';
import { addDays } from '@minjiang/shared/kernel';
import type { EnrolledLearner } from '../testing/analytics-world.ts';
import { figuresWorld, type FiguresWorld, type Who } from '../testing/figures-world.ts';

describe('counts of figures', () => {
  let at: FiguresWorld;

  beforeEach(async () => {
    at = await figuresWorld();
  });
  afterEach(() => at.close());

  it('divide what was credited by those who are enrolled, without those who were removed', async () => {
    const institutionId = at.house('institution');
    const { classId, enrolled } = await at.openClass(institutionId, 4);
    const { classId: over } = await at.openClass(institutionId, 2, '2026-02-01');
    await at.study(enrolled[0]!);
    await at.remove(enrolled[3]!);
    await at.analytics.rollUp();
    const admin = at.enter({ role: 'institution-admin', organisationId: institutionId });
    const found = await at.ask(admin);
    expect(found.totals.enrolled).toBe(3);
    expect(found.totals.averageCreditedMs).toBe(Math.floor(20_000 / 3));
    expect(found.totals.courses).toEqual({ joined: 3, finished: 0, unfinished: 3 });
    expect(found.parts.items.map(({ id, enrolled: n }) => [id, n])).toEqual([[classId, 3]]);
    const then = await at.ask(admin, { from: '2026-01-10', to: '2026-01-12' });
    expect(then.totals.enrolled).toBe(5);
    expect(then.parts.items.map(({ id }) => id)).toContain(over);
    expect(found.totals.exercises).toBeNull();
    expect(found.minutesPerClassHour).toBe(45);
    expect((await at.ask(admin, { classId })).parts.items.map(({ rosterNumber }) => rosterNumber)).toEqual([
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
      at.enter({ role, organisationId });
    const admin = as('institution-admin', institutionId);
    expect((await at.ask(admin)).totals.courses.finished).toBe(0);
    await done(lessons, addDays(today, -2));
    await at.analytics.rollUp();
    expect((await at.ask(admin)).totals.courses).toEqual({ joined: 2, finished: 1, unfinished: 1 });
    expect((await at.ask(admin, { parts: 'courses' })).parts.items[0]?.courses?.finished).toBe(1);
    expect((await at.ask(as('employer-admin', former))).totals.courses.finished).toBe(1);
    const now = as('employer-admin', present);
    expect((await at.ask(now)).totals.courses).toEqual({ joined: 1, finished: 0, unfinished: 1 });
    expect((await at.ask(now, { enrolmentId: who.enrolmentId })).totals.courses.finished).toBe(0);
    await at.db.sql('UPDATE learning_progress SET done_at = NULL WHERE lesson_id = $1', [
      lessons[0]!.lessonId,
    ]);
    await at.study(who, 20_000);
    await at.analytics.rollUp();
    expect((await at.ask(admin)).totals.courses.finished).toBe(0);
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
      (await at.call(analyticsRoutes.readFigureAttention, { cookie: who.cookie })).body.items;
    const admin = at.enter({ role: 'institution-admin', organisationId: institutionId });
    const found = await attention(admin);
    expect(
      found.map(({ classId, daysLeft, unfinished, silent }) => [classId, daysLeft, unfinished, silent]),
    ).toEqual([
      [soon.classId, 3, 2, false],
      [late.classId, 100, 2, true],
    ]);
    expect(await attention(at.enter({ role: 'system-admin', regionCode: '350100' }))).toEqual(found);
    expect((await attention(at.province)).length).toBe(3);
    const own = await attention(at.enter({ role: 'employer-admin', organisationId: employerId }));
    expect(own.map(({ classId, unfinished }) => [classId, unfinished])).toEqual([[late.classId, 1]]);
  });
});
