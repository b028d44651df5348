import { newId } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { ratingsWorld, type RatingsWorld } from '../testing/ratings-world.ts';

describe('ratings of a programme', () => {
  let world: RatingsWorld;
  beforeAll(async () => {
    world = await ratingsWorld();
  });
  afterAll(() => world.close());

  it('wait for real study, and say what is missing', async () => {
    const { openClass, learner, finish, rate, mine, shown } = world;
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
    const { app, moderator, openClass, anotherClass, learner, enrol, rate, mine, shown } = world;
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
    const { openClass, learner, rate, mine, shown } = world;
    const of = await openClass();
    const who = await learner(of);
    const answers = await Promise.all([1, 2, 3, 4].map((stars) => rate(who, stars, `${stars}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await shown(of)).summary.count).toBe(1);
    expect((await mine(who)).mine?.version).toBe(4);
  });

  it('show masked names, spread by stars, newest first, with an average from the fifth on', async () => {
    const { openClass, learner, rate, shown } = world;
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
    const { app, actors, staff, openClass, learner, rate, mine, report } = world;
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
    const { at, app, openClass, learner, rate, mine, shown } = world;
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

  it('are not changed, and not reported, without end', async () => {
    const { at, openClass, learner, rate } = world;
    const of = await openClass();
    const who = await learner(of);
    for (let i = 0; i < 10; i++) expect((await rate(who, 1 + (i % 5), `${i}`)).status).toBe(200);
    expect((await rate(who, 5, 'x')).problem?.code).toBe('rating-too-often');
    await at.shiftClock(86_400_000 + 1000);
    expect((await rate(who, 5, 'x')).status).toBe(200);
  });

  it('refuse stars that are none and texts that are too long or empty', async () => {
    const { openClass, learner, rate } = world;
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
