import { learningRoutes } from '@minjiang/shared/learning';
import { ratingsWorld, type RatingsWorld } from '../testing/ratings-world.ts';

describe('the moderation of ratings', () => {
  let world: RatingsWorld;
  beforeAll(async () => {
    world = await ratingsWorld();
  });
  afterAll(() => world.close());

  it('are reported once a version, not by their author, and not as they no longer are', async () => {
    const { app, staff, openClass, learner, rate, mine, queue, report, reportBody } = world;
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
    const { at, moderator, openClass, learner, rate, mine, shown, queue, decide, report, told } = world;
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
    const ofAuthor = told.filter(({ accountId }) => accountId === author.accountId);
    expect(ofAuthor).toEqual([
      {
        ...{ accountId: author.accountId, template: 'rating-hidden' },
        params: author.params,
        expiresAt: null,
      },
    ]);
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
    expect(told.filter(({ accountId }) => accountId === author.accountId).length).toBe(1);
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
    const { app, openClass, learner, rate, mine, queue, report } = world;
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
    const { at, openClass, learner, rate, mine, queue, report } = world;
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

  it('keep the words of everybody sealed', async () => {
    const { at, openClass, learner, rate, mine, decide, report } = world;
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
});
