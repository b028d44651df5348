import { analyticsRoutes, binMs, type ResourceRow } from '@minjiang/shared/analytics';
import { newId } from '@minjiang/shared/kernel';
import { contentMigrations } from '../../content/index.ts';
import { casesFixture, type CasesFixture } from '../../integrity/testing/cases-fixture.ts';
import { chanceOf } from '../../learning/testing/chance.ts';
import { makeLog, makeMetrics } from '../../platform/index.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { migrate } from '../../platform/testing/parts.ts';
import { analyticsMigrations, makeAnalytics, type Analytics } from '../index.ts';

type Learner = Awaited<ReturnType<CasesFixture['learner']>>;

describe('the use of resources', () => {
  let at: CasesFixture;
  let analytics: Analytics;
  let app: TestApp;
  let staff: { cookie: string };
  let classId: string;

  beforeEach(async () => {
    at = await casesFixture();
    await migrate(at.url, [...contentMigrations, ...analyticsMigrations]);
    analytics = makeAnalytics({
      ...{ db: at.db, clock: at.clock, log: makeLog('silent', 'spec'), metrics: makeMetrics() },
      ...{ versions: at.catalog, people: at.identity, organisations: at.identity },
    });
    app = await testApp({
      routes: analytics.routes,
      authenticate: at.actors.authenticate,
      subjects: { ...analytics.subjects },
    });
    staff = at.actors.enter({ role: 'instructor', organisationId: at.organisationId });
    classId = await at.openClass();
  });
  afterEach(async () => {
    await app.close();
    await at.close();
  });

  /** Some beats of a new page: which of them the learner looked at. */
  async function study(
    who: Learner,
    lengths: readonly number[],
    looked: (beat: number) => boolean = () => true,
  ) {
    const lease = await at.open(who);
    await at.study(who.actor, lease, lengths, { foreground: looked });
    await at.db.transaction((tx) => at.learning.endLeases(tx, [who.accountId], 'session-ended'));
  }

  async function sum(): Promise<number> {
    await at.shiftClock(16 * 60_000);
    await at.learning.closeSilentRuns();
    await at.learning.sealRuns();
    return analytics.sumResources();
  }

  const list = async (query = {}) =>
    (await app.call(analyticsRoutes.listResources, { ...staff, query })).body;
  const reading = async (): Promise<ResourceRow> => (await list({ kind: 'reading' })).items[0]!;
  const detail = async (resourceId: string, cookie = staff.cookie) =>
    app.call(analyticsRoutes.getResource, { cookie, params: { resourceId } });

  /** Sums over all runs of the ledger, as nothing but them says. */
  async function runsOf() {
    const [sums] = await at.db.sql<{ seenMs: number; creditedMs: number }>(
      `SELECT coalesce(sum(ms) FILTER (WHERE verdict IN ('credited', 'already-earned', 'hours', 'daily-cap')), 0)::float8 AS "seenMs",
         coalesce(sum(ms) FILTER (WHERE verdict = 'credited'), 0)::float8 AS "creditedMs" FROM learning_runs`,
    );
    return sums!;
  }

  /** The same of the bins, of learners and of days. */
  async function stored() {
    const sumsOf = async (table: string, credited = 'sum(credited_ms)') =>
      (
        await at.db.sql<{ seenMs: number; creditedMs: number }>(
          `SELECT coalesce(sum(seen_ms), 0)::float8 AS "seenMs", coalesce(${credited}, 0)::float8 AS "creditedMs" FROM ${table}`,
        )
      )[0]!;
    return {
      bins: await sumsOf('analytics_resource_bins'),
      learners: await sumsOf('analytics_resource_learners'),
      totals: await sumsOf('analytics_resource_totals'),
      days: (await sumsOf('analytics_resource_days', '0')).seenMs,
    };
  }

  for (const seed of [1, 2]) {
    it(`is the sum of the runs of a random ledger with corrections, in bins, learners, days and in all (${seed})`, async () => {
      const chance = chanceOf(seed);
      const learners = [await at.learner(classId), await at.learner(classId), await at.learner(classId)];
      for (let round = 0; round < 8; round++) {
        const who = chance.oneOf(learners);
        const lengths = Array.from({ length: chance.between(1, 6) }, () => chance.between(4000, 15_000));
        await study(who, lengths, () => chance.often(0.7));
        if (round === 5 || chance.often(0.3)) {
          const since = {
            accountId: who.accountId,
            enrolmentId: who.enrolmentId,
            sinceMs: (await at.now()) - 200_000,
          };
          await at.db.transaction(async (tx) =>
            at.learning.cancelSince(
              tx,
              since,
              { kind: 'check', id: newId() },
              'check-missed',
              await at.now(),
            ),
          );
        }
        if (chance.often(0.4)) await at.shiftClock(chance.between(0, 9) * 60_000);
        if (chance.often(0.4)) await sum();
      }
      await sum();
      const expected = await runsOf();
      expect(expected.creditedMs).toBeGreaterThan(0);
      const sums = await stored();
      expect(sums).toEqual({ bins: expected, learners: expected, totals: expected, days: expected.seenMs });
      expect(await sum()).toBe(0);
      expect(await stored()).toEqual(sums);
      const [corrected] = await at.db.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM learning_runs WHERE ms < 0`,
      );
      expect(corrected!.n).toBeGreaterThan(0);
      const { resourceId } = await reading();
      const { bins } = (await detail(resourceId)).body.resource;
      expect(bins.reduce((total, { seenMs }) => total + seenMs, 0)).toBe(expected.seenMs);
      expect(bins.length).toBe(1_200_000 / binMs);
    });
  }

  it('counts views with a break between them, learners once, and nobody who only left the page', async () => {
    const [first, second, absent] = [
      await at.learner(classId),
      await at.learner(classId),
      await at.learner(classId),
    ];
    await study(first, [10_000, 10_000]);
    await study(first, [10_000]);
    await at.shiftClock(6 * 60_000);
    await study(first, [10_000]);
    await study(second, [10_000]);
    await study(absent, [10_000, 10_000], () => false);
    await sum();
    expect(await reading()).toEqual(
      jasmine.objectContaining({
        views: 3,
        learners: 2,
        seenMs: 50_000,
        creditedMs: 50_000,
        use: 'used',
        finished: 0,
      }),
    );
    const { resource } = (await detail((await reading()).resourceId)).body;
    expect(resource.days.reduce((total, { views }) => total + views, 0)).toBe(3);
    expect(resource.places.map(({ running, lessonName }) => [running, lessonName])).toEqual([
      [true, '读一读'],
    ]);
  });

  it('shows how far learners come, who has finished, and where the others dropped off', async () => {
    const [whole, early] = [await at.learner(classId), await at.learner(classId)];
    await study(
      whole,
      Array.from({ length: 80 }, () => 15_000),
    );
    await study(early, [15_000, 15_000]);
    await sum();
    const { resourceId } = await reading();
    const before = (await detail(resourceId)).body.resource;
    expect([before.learners, before.finished, before.droppedOff]).toEqual([2, 1, 0]);
    expect([before.bins[0]!.reached, before.bins[6]!.reached, before.bins[7]!.reached]).toEqual([2, 2, 1]);
    expect(before.bins.at(-1)!.reached).toBe(1);
    await at.shiftClock(8 * 86_400_000);
    const after = (await detail(resourceId)).body.resource;
    expect(after.droppedOff).toBe(1);
    expect(after.dropOffs).toEqual([{ fromMs: 15_000, toMs: 45_000, learners: 1 }]);
  }, 30_000);

  it('tells what nobody uses, and what everything takes to store', async () => {
    const asset = (more: {
      kind?: string;
      sha256?: string | null;
      organisationId?: string;
      bytes?: number;
    }) => {
      const id = newId();
      const { kind = 'video', sha256 = newId().replaceAll('-', '').repeat(2), bytes = 1000 } = more;
      return at.db
        .sql(
          `INSERT INTO content_assets (id, organisation_id, kind, name, state, size_bytes, derived_bytes, sha256, duration_ms,
             created_by, created_at, changed_at)
           VALUES ($1, $2, $3, $4, 'ready', $5, 3000, $6, 60000, $1, now(), now())`,
          [id, more.organisationId ?? at.organisationId, kind, `片_${bytes}%`, bytes, sha256],
        )
        .then(() => id);
    };
    const same = 'a'.repeat(64);
    const unused = await asset({ sha256: same });
    await asset({ sha256: same });
    await asset({ sha256: null, bytes: 7000 });
    const foreign = await asset({ organisationId: newId() });
    await sum();
    const { items, totals } = await list();
    expect(items.map(({ kind, use }) => `${kind} ${use}`).sort()).toEqual([
      'reading not-viewed',
      'video not-placed',
      'video not-placed',
      'video not-placed',
    ]);
    expect(totals).toEqual(
      jasmine.objectContaining({
        resources: 4,
        byUse: { used: 0, 'not-viewed': 1, 'not-running': 0, 'not-placed': 3 },
        originalBytes: 1000,
        derivedBytes: 9000,
      }) as never,
    );
    expect(totals.asOf).not.toBeNull();
    expect((await list({ use: 'not-viewed' })).items.map(({ kind }) => kind)).toEqual(['reading']);
    expect((await list({ find: '_7000%' })).total).toBe(1);
    expect((await list({ find: '_' })).total).toBe(3);
    expect((await list({ sort: '-stored', pageSize: 1 })).items[0]!.storedBytes).toBe(4000);
    expect((await detail(unused)).body.resource).toEqual(
      jasmine.objectContaining({ originalBytes: 1000, derivedBytes: 3000, places: [], views: 0 }) as never,
    );
    expect((await detail(foreign)).problem?.code).toBe('not-found');
    const { cookie } = at.actors.enter({ role: 'institution-admin', organisationId: newId() });
    expect((await detail(unused, cookie)).problem?.code).toBe('not-found');
    expect((await detail((await reading()).resourceId, cookie)).problem?.code).toBe('not-found');
  });

  it('takes the same text in another programme for another resource', async () => {
    await study(await at.learner(classId), [10_000]);
    await sum();
    const before = await reading();
    expect([before.lessons, before.views]).toEqual([1, 1]);
    const again = await at.openClass('二班');
    await study(await at.learner(again), [10_000]);
    await sum();
    const rows = (await list({ kind: 'reading' })).items;
    expect(rows.map(({ views }) => views)).toEqual([1, 1]);
  });
});
