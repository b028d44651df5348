import { newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { classesFixture, someone, type ClassesFixture } from '../../classes/testing/classes-fixture.ts';
import { migrate } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { learningMigrations, makeRatings } from '../index.ts';

describe('ratings of a programme', () => {
  let at: ClassesFixture;
  let app: TestApp;
  let people = 0;
  const actors = testActors();
  const moderator = actors.enter({ role: 'system-admin' });
  let staff: ReturnType<typeof actors.enter>;

  beforeAll(async () => {
    at = await classesFixture();
    await migrate(at.url, learningMigrations);
    staff = actors.enter({ role: 'institution-admin', organisationId: at.organisationId });
    app = await testApp({
      routes: makeRatings({ ...at, enrolments: at.classes, versions: at.catalog, people: at.identity })
        .routes,
      authenticate: actors.authenticate,
      subjects: { ...at.catalog.subjects },
    });
  });
  afterAll(async () => {
    await app.close();
    await at.close();
  });

  /** An open class of a programme of its own. */
  async function openClass() {
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

  type Opened = Awaited<ReturnType<typeof openClass>>;

  /** A learner of a class; `done` finishes its lesson. */
  async function learner(of: Opened, done = true) {
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

  type Learner = Awaited<ReturnType<typeof learner>>;

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

  it('wait for real study, and say what is missing', async () => {
    const of = await openClass();
    const who = await learner(of, false);
    const { progress, mine: none } = await mine(who);
    expect(none).toBeNull();
    expect(progress).toEqual(jasmine.objectContaining({ creditedMs: 0, lessonsDone: 0, may: false }));
    expect(progress.neededMs).toBeGreaterThan(0);
    const refused = await rate(who);
    expect(refused.problem).toEqual(
      jasmine.objectContaining({ code: 'rating-too-early', params: { minutes: 1 } }) as never,
    );
    expect((await shown(of)).summary.count).toBe(0);
    await finish(of, who);
    expect((await rate(who)).status).toBe(200);
    expect((await shown(of)).summary.count).toBe(1);
  });

  it('are one for a person and a programme, whatever class he writes in, and keep every version', async () => {
    const of = await openClass();
    const who = await learner(of);
    await rate(who, 2, '太快');
    const again = await anotherClass(of.programmeId);
    const enrolmentId = await enrol(again.classId, who.accountId);
    const second = { ...who, params: { enrolmentId } };
    expect((await mine(second)).mine).toEqual(jasmine.objectContaining({ stars: 2, text: '太快' }) as never);
    const changed = await rate(second, 4, null);
    expect(changed.body.mine).toEqual(
      jasmine.objectContaining({ stars: 4, text: null, version: 2, edited: true }) as never,
    );
    await rate(second, 4, null);
    const { items, summary } = await shown(of);
    expect(items.length).toBe(1);
    expect(summary).toEqual({ count: 1, stars: [0, 0, 0, 1, 0], average: null });
    const params = { ratingId: items[0]!.ratingId };
    const { rating } = (await app.call(learningRoutes.getRating, { cookie: moderator.cookie, params })).body;
    expect(rating.versions.map(({ version, stars, text }) => [version, stars, text])).toEqual([
      [2, 4, null],
      [1, 2, '太快'],
    ]);
  });

  it('keep one row when two pages write at once', async () => {
    const of = await openClass();
    const who = await learner(of);
    const answers = await Promise.all([1, 2, 3, 4].map((stars) => rate(who, stars, `${stars}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await shown(of)).summary.count).toBe(1);
    expect((await mine(who)).mine?.version).toBe(4);
  });

  it('show masked names, spread by stars, newest first, with an average from the fifth on', async () => {
    const of = await openClass();
    for (const stars of [5, 5, 1, 4]) await rate(await learner(of), stars);
    expect((await shown(of)).summary.average).toBeNull();
    await rate(await learner(of), 3, '一般');
    const all = await shown(of);
    expect(all.summary).toEqual({ count: 5, stars: [1, 0, 1, 1, 2], average: 3.6 });
    expect(all.items[0]).toEqual(
      jasmine.objectContaining({ stars: 3, text: '一般', maskedName: '陈*兰', own: false }) as never,
    );
    const fives = await shown(of, { stars: 5, pageSize: 1 });
    expect([fives.total, fives.items.length, fives.items[0]!.stars]).toEqual([2, 1, 5]);
  });

  it('are read and written under own enrolments only, and a stranger’s institution sees none', async () => {
    const of = await openClass();
    const who = await learner(of);
    const other = await learner(await openClass());
    await rate(who);
    const { ratingId } = (await mine(who)).mine!;
    const stranger = { ...other, params: who.params };
    for (const answer of [
      await rate(stranger),
      await app.call(learningRoutes.myProgrammeRating, stranger),
      await app.call(learningRoutes.fellowRatings, stranger),
      await app.call(learningRoutes.withdrawRating, stranger),
      await report(other, ratingId),
    ])
      expect(answer.problem?.code).toBe('not-found');
    const { cookie } = actors.enter({ role: 'institution-admin', organisationId: newId() });
    const params = { programmeId: of.programmeId };
    expect((await app.call(learningRoutes.programmeRatings, { cookie, params })).problem?.code).toBe(
      'not-found',
    );
    expect((await app.call(learningRoutes.programmeRatings, { ...who, params })).problem?.code).toBe(
      'forbidden',
    );
    expect((await app.call(learningRoutes.listRatings, staff)).problem?.code).toBe('forbidden');
  });

  it('can be withdrawn, also by somebody who was removed, and no longer written by him', async () => {
    const of = await openClass();
    const who = await learner(of);
    await rate(who);
    const ref = { classId: of.classId, enrolmentId: who.enrolmentId };
    await at.inTx((tx, now) => at.classes.changeEnrolment(tx, now, at.author, ref, 'removed'));
    expect((await rate(who, 1)).problem?.code).toBe('not-found');
    expect((await app.call(learningRoutes.withdrawRating, who)).status).toBe(204);
    expect((await app.call(learningRoutes.withdrawRating, who)).problem?.code).toBe('not-found');
    expect((await mine(who)).mine).toBeNull();
    expect(await shown(of)).toEqual(jasmine.objectContaining({ items: [], total: 0 }) as never);
  });

  it('are reported once a version, not by their author, and not as they no longer are', async () => {
    const of = await openClass();
    const [author, reader] = [await learner(of), await learner(of)];
    await rate(author);
    const { ratingId } = (await mine(author)).mine!;
    expect((await report(author, ratingId)).problem?.code).toBe('not-found');
    expect((await report(reader, ratingId)).status).toBe(204);
    expect((await report(reader, ratingId)).problem?.code).toBe('already-reported');
    const { items } = (await app.call(learningRoutes.fellowRatings, reader)).body;
    expect(items.map(({ reported, own }) => [reported, own])).toEqual([[true, false]]);
    await rate(author, 1, '换个说法');
    expect((await report(reader, ratingId)).problem?.code).toBe('conflict');
    const { cookie } = staff;
    const params = { programmeId: of.programmeId, ratingId };
    const byStaff = await app.call(learningRoutes.reportRating, { cookie, params, body: reportBody(2) });
    expect(byStaff.status).toBe(204);
    expect((await queue()).find((row) => row.ratingId === ratingId)?.openReports).toBe(2);
  });

  it('are hidden with a reason that the author reads; their stars still count; a change waits again', async () => {
    const of = await openClass();
    const [author, reader] = [await learner(of), await learner(of)];
    await rate(author, 1, '打我电话');
    const { ratingId } = (await mine(author)).mine!;
    await report(reader, ratingId);
    expect((await decide(ratingId, 2, 'hide')).problem?.code).toBe('conflict');
    const hidden = (await decide(ratingId, 1, 'hide')).body.rating;
    expect([hidden.hidden, hidden.openReports, hidden.waitingSince]).toEqual([true, 0, null]);
    expect(hidden.reports.map(({ by, answered, note }) => [by, answered, note])).toEqual([
      ['learner', true, '骂人'],
    ]);
    expect((await mine(author)).mine?.hiddenReason).toBe('含有他人的电话号码');
    const list = await shown(of);
    expect(list.items[0]).toEqual(jasmine.objectContaining({ text: null, hidden: true, stars: 1 }) as never);
    expect(list.summary.count).toBe(1);
    expect((await report(reader, ratingId)).problem?.code).toBe('not-found');

    await rate(author, 1, '请改进');
    expect((await queue()).map((row) => row.ratingId)).toContain(ratingId);
    expect((await shown(of)).items[0]!.text).toBeNull();
    await decide(ratingId, 2, 'show', '已改正，可以显示');
    expect((await shown(of)).items[0]!.text).toBe('请改进');
    expect((await mine(author)).mine?.hiddenReason).toBeNull();
    expect((await queue()).map((row) => row.ratingId)).not.toContain(ratingId);
    const events = await at.db.sql<{ kind: string; by: string }>(
      'SELECT kind, actor_id AS by FROM platform_events WHERE subject_id = $1 ORDER BY at, id',
      [ratingId],
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      'learning.rated',
      'learning.rating-reported',
      'learning.rating-hidden',
      'learning.rated',
      'learning.rating-shown',
    ]);
    expect(events.at(-1)!.by).toBe(moderator.accountId);
  });

  it('wait for nobody once withdrawn, and again when they come back', async () => {
    const of = await openClass();
    const [author, reader] = [await learner(of), await learner(of)];
    await rate(author);
    const { ratingId } = (await mine(author)).mine!;
    await report(reader, ratingId);
    await app.call(learningRoutes.withdrawRating, author);
    expect((await queue()).map((row) => row.ratingId)).not.toContain(ratingId);
    await rate(author);
    expect((await queue()).map((row) => row.ratingId)).toContain(ratingId);
  });

  it('come to the moderators by how long they have waited', async () => {
    const of = await openClass();
    const reader = await learner(of);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const author = await learner(of);
      await rate(author);
      ids.push((await mine(author)).mine!.ratingId);
    }
    for (const ratingId of [ids[2]!, ids[0]!]) {
      await at.shiftClock(1000);
      await report(reader, ratingId);
    }
    const waiting = (await queue()).map(({ ratingId }) => ratingId).filter((id) => ids.includes(id));
    expect(waiting).toEqual([ids[2]!, ids[0]!]);
    expect((await queue('all')).map(({ ratingId }) => ratingId)).toEqual(jasmine.arrayContaining(ids));
  });

  it('are not changed, and not reported, without end', async () => {
    const of = await openClass();
    const who = await learner(of);
    for (let i = 0; i < 10; i++) expect((await rate(who, 1 + (i % 5), `${i}`)).status).toBe(200);
    expect((await rate(who, 5, 'x')).problem?.code).toBe('rating-too-often');
    await at.shiftClock(86_400_000 + 1000);
    expect((await rate(who, 5, 'x')).status).toBe(200);
  });

  it('keep the words of everybody sealed', async () => {
    const of = await openClass();
    const [author, reader] = [await learner(of), await learner(of)];
    await rate(author, 1, '我叫陈秀兰');
    const { ratingId } = (await mine(author)).mine!;
    await report(reader, ratingId);
    await decide(ratingId, 1, 'hide');
    const [stored] = await at.db.sql<{ bytes: string }>(
      `SELECT encode(r.text_sealed || v.text_sealed || p.note_sealed || d.reason_sealed, 'hex') AS bytes
       FROM learning_ratings r JOIN learning_rating_versions v ON v.rating_id = r.id
       JOIN learning_rating_reports p ON p.rating_id = r.id JOIN learning_rating_decisions d ON d.rating_id = r.id
       WHERE r.id = $1`,
      [ratingId],
    );
    for (const word of ['陈秀兰', '骂人', '电话号码'])
      expect(stored!.bytes).not.toContain(Buffer.from(word).toString('hex'));
  });

  it('refuse stars that are none and texts that are too long or empty', async () => {
    const who = await learner(await openClass());
    for (const [stars, text] of [
      [0, 'a'],
      [6, 'a'],
      [2.5, 'a'],
      [3, ''],
      [3, '   '],
      [3, '长'.repeat(1001)],
    ] as const)
      expect((await rate(who, stars, text)).problem?.code).toBe('invalid');
    const odd = await rate(who, 3, 'a\u0000b\u202ec\r\nd');
    expect(odd.body.mine.text).toBe('abc\nd');
  });
});
