import { analyticsRoutes, bucketLengths, startOfBucket } from '@minjiang/shared/analytics';
import { addDays, newId } from '@minjiang/shared/kernel';
import { chanceOf } from '../../learning/testing/chance.ts';
import { compareFigures } from '../rollups/compare-figures.ts';
import { sumOf, type CountedRun, type EnrolledLearner } from '../testing/analytics-world.ts';
import { figuresWorld, type FiguresWorld, type Query, type Who } from '../testing/figures-world.ts';

const aDay = 86_400_000;

describe('sums of figures', () => {
  let at: FiguresWorld;

  beforeEach(async () => {
    at = await figuresWorld({ courseOfEach: true });
  });
  afterEach(() => at.close());

  for (const seed of [11, 12, 13]) {
    it(`are the sums of the runs at every place, in any period and by any step (${seed})`, async () => {
      const chance = chanceOf(seed);
      const { employerId, institutions } = await at.twoCities();
      const first = await at.today();
      /** Days of the employer, and where the first institution stood on which day. */
      const staff = at.learners.filter((_learner, i) => i % 3 === 0);
      for (const learner of staff) await at.employ(learner, employerId, addDays(first, 1), addDays(first, 3));
      const regionOn = new Map<string, string>();
      const lessons = [at.lessons.first.lessonId, at.lessons.second.lessonId];
      const courseOf = new Map(
        at.courses.map(({ courseId, chapters }) => [chapters[0]!.lessons[0]!.lessonId, courseId]),
      );
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

      const admin = at.enter({ role: 'institution-admin', organisationId: institutions[0] });
      const employer = at.enter({ role: 'employer-admin', organisationId: employerId });
      const [one] = at.learners as [EnrolledLearner];
      const ofHouse = (run: CountedRun) => classOf.get(run.enrolmentId)!.institutionId === institutions[0];
      const ofOne = (run: CountedRun) => run.enrolmentId === one.enrolmentId;
      const { classId } = one;
      const ofClass = (run: CountedRun) => classOf.get(run.enrolmentId)!.classId === classId;
      const places: [Who, Query, (run: CountedRun) => boolean][] = [
        [at.province, {}, () => true],
        [at.province, { regionCode: '350100' }, (run) => regionOf(run) === '350100'],
        [at.province, { regionCode: '350300' }, (run) => regionOf(run) === '350300'],
        [at.province, { institutionId: institutions[0] }, ofHouse],
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
          const found = await at.ask(who, { ...place, from, to, by, pageSize: 100 });
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
          const courses = await at.ask(who, { ...place, from, to, by, parts: 'courses' });
          expect(added(courses.parts.items)).withContext(`${told} courses`).toEqual(sumOf(within));
          for (const course of courses.parts.items) {
            const itsOwn = within.filter(({ lessonId }) => courseOf.get(lessonId) === course.id);
            expect(sums(course)).withContext(`${told} ${course.id}`).toEqual(sumOf(itsOwn));
          }
        }
      }
      const from = first;
      const to = addDays(first, 6);
      const lesson = { enrolmentId: one.enrolmentId, lessonId: lessons[0]!, from, to };
      const listed = await at.call(analyticsRoutes.listFigureRuns, { cookie: admin.cookie, query: lesson });
      const own = runs.filter((run) => ofOne(run) && run.lessonId === lessons[0]);
      expect(listed.body.total).toBe(own.length);
      expect(sumOf(listed.body.items.map((run) => ({ ...own[0]!, ...run })))).toEqual(sumOf(own));
      const learner = at.enter({ role: 'learner', accountId: one.actor.accountId });
      const mine = await at.call(analyticsRoutes.myFigures, { cookie: learner.cookie, query: { from, to } });
      expect(sums(mine.body.totals)).toEqual(sumOf(runs.filter(ofOne)));
      expect(added(mine.body.courses)).toEqual(sumOf(runs.filter(ofOne)));
      await at.shiftClock(3 * aDay);
      await at.analytics.rollUp();
      expect(await compareFigures(at, null)).toEqual([]);
    });
  }

  const cancel = async ({ actor, enrolmentId }: EnrolledLearner, sinceMs: number) => {
    const now = await at.clock.now(at.db.sql);
    const of = { accountId: actor.accountId, enrolmentId, sinceMs };
    const cause = { kind: 'check', id: newId() } as const;
    await at.db.transaction((tx) => at.learning.cancelSince(tx, of, cause, 'check-missed', now));
  };
});

const sums = ({ creditedMs, rawMs }: { creditedMs: number; rawMs: number }) => ({ creditedMs, rawMs });
const added = (rows: readonly { creditedMs: number; rawMs: number }[]) => ({
  creditedMs: rows.reduce((sum, row) => sum + row.creditedMs, 0),
  rawMs: rows.reduce((sum, row) => sum + row.rawMs, 0),
});
