import { newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { classesFixture, someone } from '../../classes/testing/classes-fixture.ts';
import { migrate } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { learningMigrations, makeRatings } from '../index.ts';
import type { RatingNotice } from '../ratings/rating-deps.ts';

/** Open classes whose learners rate what they studied, with the staff who read it and the moderators who decide. */
export async function ratingsWorld() {
  const at = await classesFixture();
  await migrate(at.url, learningMigrations);
  const actors = testActors();
  const moderator = actors.enter({ role: 'system-admin' });
  const staff = actors.enter({ role: 'institution-admin', organisationId: at.organisationId });
  const told: RatingNotice[] = [];
  const app = await testApp({
    routes: makeRatings({
      ...{ ...at, enrolments: at.classes, versions: at.catalog, people: at.identity },
      notify: (_sql, notices) => Promise.resolve(void told.push(...notices)),
    }).routes,
    authenticate: actors.authenticate,
    subjects: { ...at.catalog.subjects },
  });
  let people = 0;

  /** An open class of a programme of its own. */
  async function openClass(): Promise<Opened> {
    const { programmeId, versionId, courses } = await at.programme('电工');
    const lessonId = courses[0]!.chapters[0]!.lessons[0]!.lessonId;
    return { programmeId, versionId, lessonId, ...(await anotherClass(programmeId)) };
  }

  async function anotherClass(programmeId: string) {
    const day = await at.today();
    const given = { name: '一班', programmeId, opensOn: day, closesOn: day };
    const classId = await at.inTx((tx, now) => at.classes.createClass(tx, now, at.author, given));
    await at.inTx((tx, now) => at.classes.openClass(tx, now, at.author, classId));
    return { classId };
  }

  /** A learner of a class; `done` finishes its lesson. */
  async function learner(of: Opened, done = true): Promise<Learner> {
    const invited = await at.inTx((tx, now) => at.identity.findOrInviteLearner(tx, now, someone(++people)));
    if (!('accountId' in invited)) throw new Error(invited.fault);
    const { accountId } = invited;
    const enrolmentId = await enrol(of.classId, accountId);
    const { cookie } = actors.enter({ role: 'learner', accountId });
    const who = { accountId, enrolmentId, cookie, params: { enrolmentId } };
    if (done) await finish(of, who);
    return who;
  }

  const enrol = (classId: string, accountId: string) =>
    at.inTx((tx, now) =>
      at.classes.enrolAccount(tx, now, at.author, classId, { accountId, employerId: null }),
    );

  const finish = (
    { lessonId }: Opened,
    { accountId, enrolmentId }: { accountId: string; enrolmentId: string },
  ) =>
    at.db.sql(
      `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms,
         frontier_ms, credited_ms, done_at, last_at) VALUES ($1, $2, $3, $4, 1000, 1000, 1000, now(), now())`,
      [accountId, enrolmentId, lessonId, newId()],
    );

  const rate = ({ cookie, params }: Learner, stars = 5, text: string | null = '老师讲得很清楚。') =>
    app.call(learningRoutes.rateProgramme, { cookie, params, body: { stars, text } });
  const mine = async ({ cookie, params }: Learner) =>
    (await app.call(learningRoutes.myProgrammeRating, { cookie, params })).body;
  const shown = async ({ programmeId }: Opened, query = {}) =>
    (
      await app.call(learningRoutes.programmeRatings, {
        cookie: staff.cookie,
        params: { programmeId },
        query,
      })
    ).body;
  const queue = async (show: 'waiting' | 'hidden' | 'all' = 'waiting') =>
    (await app.call(learningRoutes.listRatings, { cookie: moderator.cookie, query: { show, pageSize: 100 } }))
      .body.items;
  const decide = (
    ratingId: string,
    version: number,
    decision: 'hide' | 'show',
    reason = '含有他人的电话号码',
  ) =>
    app.call(learningRoutes.moderateRating, {
      cookie: moderator.cookie,
      params: { ratingId },
      body: { version, decision, reason },
    });
  const reportBody = (version: number) => ({ version, reason: 'insult' as const, note: '骂人' });
  const report = ({ cookie, params }: Learner, ratingId: string, version = 1) =>
    app.call(learningRoutes.reportFellowRating, {
      cookie,
      params: { ...params, ratingId },
      body: reportBody(version),
    });

  return {
    ...{ at, app, actors, staff, moderator },
    /** What readers were told in the portal. */
    told,
    ...{ openClass, anotherClass, learner, enrol, finish },
    ...{ rate, mine, shown, queue, decide, report, reportBody },
    async close() {
      await app.close();
      await at.close();
    },
  };
}

export type RatingsWorld = Awaited<ReturnType<typeof ratingsWorld>>;

interface Opened {
  readonly programmeId: string;
  readonly versionId: string;
  readonly lessonId: string;
  readonly classId: string;
}

/** A learner of a class who may rate; `params` name his enrolment. */
interface Learner {
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly cookie: string;
  readonly params: { readonly enrolmentId: string };
}
