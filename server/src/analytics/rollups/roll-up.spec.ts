import { newId } from '@minjiang/shared/kernel';
import { classesMigrations } from '../../classes/index.ts';
import { awayFromMidnight } from '../../learning/testing/away-from-midnight.ts';
import { chanceOf } from '../../learning/testing/chance.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../../learning/testing/world.ts';
import { makeLog, makeMetrics } from '../../platform/index.ts';
import { analyticsMigrations, makeAnalytics, type Analytics } from '../index.ts';
import { compareFigures, compareWhole } from './compare-figures.ts';

const aDay = 86_400_000;

describe('sums over the ledger', () => {
  let world: LedgerWorld;
  let analytics: Analytics;
  let metrics: ReturnType<typeof makeMetrics>;
  let regions: Map<string, string>;
  let learners: Learner[];
  type Learner = ReturnType<LedgerWorld['learner']> & { classId: string; institutionId: string };

  beforeEach(async () => {
    world = await ledgerWorld({}, null, { migrations: [...classesMigrations, ...analyticsMigrations] });
    await awayFromMidnight(world);
    metrics = makeMetrics();
    regions = new Map();
    analytics = makeAnalytics({
      db: world.db,
      clock: world.clock,
      log: makeLog('silent', 'spec'),
      metrics,
      versions: world.deps.versions,
      organisations: {
        regionsOf: () => Promise.resolve(regions),
        organisations: () => Promise.resolve(new Map()),
      },
      people: { describeAccounts: () => Promise.resolve(new Map()) },
    });
    learners = [];
    for (const regionCode of ['350100', '350200']) {
      const institutionId = newId();
      regions.set(institutionId, regionCode);
      for (let i = 0; i < 2; i++) await openClass(institutionId);
    }
  });
  afterEach(() => world.close());

  /** A class of two learners. */
  async function openClass(institutionId: string) {
    const classId = newId();
    await world.db.sql(
      `INSERT INTO classes_classes (id, organisation_id, name, programme_id, programme_version_id, version_number,
         pinned_name, opens_on, closes_on, created_at, opened_at)
       VALUES ($1, $2, 'class', $3, $4, 1, 'programme', '2026-01-01', '2036-01-01', now(), now())`,
      [classId, institutionId, world.version.programmeId, world.version.versionId],
    );
    for (const rosterNumber of [1, 2]) {
      const learner = world.learner();
      learners.push({ ...learner, classId, institutionId });
      await world.db.sql(
        `INSERT INTO classes_enrolments (id, class_id, account_id, roster_number, state, enrolled_at, changed_at)
         VALUES ($1, $2, $3, $4, 'active', now(), now())`,
        [learner.enrolmentId, classId, learner.actor.accountId, rosterNumber],
      );
    }
  }

  const employ = ({ enrolmentId }: Learner, employerId: string, fromDay: string, toDay: string | null) =>
    world.db.sql(
      'INSERT INTO classes_employers (enrolment_id, employer_id, from_day, to_day) VALUES ($1, $2, $3, $4)',
      [enrolmentId, employerId, fromDay, toDay],
    );

  async function study(who: Learner, fromMs = 0, refused: (beat: number) => boolean = (i) => i % 2 === 1) {
    const lease = await world.open(who);
    await world.shiftClock(40_000);
    const beats = [0, 1, 2, 3].map((i) =>
      beatOf(lease, i + 1, fromMs + 5000 * i, fromMs + 5000 * (i + 1), { foreground: !refused(i) }),
    );
    await world.learning.queue.record(who.actor, { beats });
  }

  const shown = (level: string) =>
    world.db.sql<{ subject: string; credited: number; raw: number }>(
      `SELECT subject, sum(credited_ms)::float8 AS credited, sum(raw_ms)::float8 AS raw FROM analytics_days
       WHERE level = $1 GROUP BY 1 ORDER BY 1`,
      [level],
    );
  const compared = () => ({ ...world, versions: world.deps.versions });
  const courseId = () => world.version.courses[0]!.courseId;
  const all = () => world.db.sql('SELECT * FROM analytics_days ORDER BY level, subject, day');

  /** What the runs of some learners come to. */
  async function runsOf(of: readonly Learner[]) {
    const [sums] = await world.db.sql<{ credited: number; raw: number }>(
      `SELECT coalesce(sum(ms) FILTER (WHERE verdict = 'credited'), 0)::float8 AS credited,
         coalesce(sum(ms), 0)::float8 AS raw FROM learning_runs WHERE enrolment_id = ANY($1::uuid[])`,
      [of.map(({ enrolmentId }) => enrolmentId)],
    );
    return sums!;
  }

  /** Learners by what they have in common, without groups that have not studied. */
  async function expected(subjectOf: (of: Learner) => string) {
    const groups = Map.groupBy(learners, subjectOf);
    const sums = [];
    for (const [subject, of] of groups) sums.push({ subject, ...(await runsOf(of)) });
    return sums.filter(({ raw }) => raw > 0).sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }

  for (const seed of [1, 2, 3]) {
    it(`are those of the runs at every level of a random ledger (${seed})`, async () => {
      const chance = chanceOf(seed);
      for (let round = 0; round < 8; round++) {
        await study(chance.oneOf(learners), chance.between(0, 8) * 5000, () => chance.often(0.4));
        if (chance.often(0.5)) await analytics.rollUp();
        if (round === 4) await world.shiftClock(aDay);
      }
      await analytics.rollUp();
      expect(await shown('class')).toEqual(await expected(({ classId }) => classId));
      expect(await shown('institution')).toEqual(await expected(({ institutionId }) => institutionId));
      expect(await shown('region')).toEqual(await expected((of) => regions.get(of.institutionId)!));
      expect(await shown('programme')).toEqual(await expected(() => world.version.programmeId));
      expect(await shown('institution-course')).toEqual(
        await expected(({ institutionId }) => `${institutionId} ${courseId()}`),
      );
      expect((await runsOf(learners)).raw).toBeGreaterThan(0);
      const before = await all();
      await analytics.rollUp();
      expect(await all()).toEqual(before);
      await world.shiftClock(3 * aDay);
      await analytics.rollUp();
      expect(await compareFigures(compared())).toEqual([]);
      expect(await compareWhole(compared())).toEqual([]);
    });
  }

  it('give each employer his days alone, and a day the region that it had', async () => {
    const [who] = learners as [Learner];
    const [former, present] = [newId(), newId()];
    const [{ today, tomorrow }] = (await world.db.sql(
      `SELECT (platform_test_now() AT TIME ZONE 'Asia/Shanghai')::date::text AS today,
         ((platform_test_now() AT TIME ZONE 'Asia/Shanghai')::date + 1)::text AS tomorrow`,
    )) as [{ today: string; tomorrow: string }];
    await employ(who, former, today, today);
    await employ(who, present, tomorrow, null);
    await study(who);
    const first = await runsOf([who]);
    await analytics.rollUp();
    expect(await shown('employer')).toEqual([{ subject: former, ...first }]);
    regions.set(who.institutionId, '350300');
    await world.shiftClock(aDay);
    await study(who, 20_000);
    await analytics.rollUp();
    const both = await runsOf([who]);
    const second = { credited: both.credited - first.credited, raw: both.raw - first.raw };
    expect(second.raw).toBeGreaterThan(0);
    const employers = await shown('employer');
    expect(employers).toContain({ subject: former, ...first });
    expect(employers).toContain({ subject: present, ...second });
    const inCourse = await shown('employer-course');
    expect(inCourse).toContain({ subject: `${former} ${courseId()}`, ...first });
    expect(inCourse).toContain({ subject: `${present} ${courseId()}`, ...second });
    expect(await shown('region')).toEqual([
      { subject: '350100', ...first },
      { subject: '350300', ...second },
    ]);
  });

  it('put days that were counted without courses into theirs, and leave them where they were earned', async () => {
    const [who] = learners as [Learner];
    await study(who);
    await analytics.rollUp();
    const before = await all();
    await world.db.sql(`UPDATE analytics_enrolment_days SET course_id = ''`);
    await world.db.sql(`DELETE FROM analytics_days WHERE level IN ('institution-course', 'employer-course')`);
    await world.db.sql('DELETE FROM analytics_as_of');
    regions.set(who.institutionId, '350300');
    await analytics.rollUp();
    expect(await all()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('follow a correction of a day long ago, and of the same day', async () => {
    const [who] = learners as [Learner];
    const take = async (sinceMs: number) => {
      const now = await world.clock.now(world.db.sql);
      const of = { accountId: who.actor.accountId, enrolmentId: who.enrolmentId, sinceMs };
      const cause = { kind: 'check', id: newId() } as const;
      return world.db.transaction((tx) => world.learning.cancelSince(tx, of, cause, 'check-missed', now));
    };
    for (const later of [5 * 60_000, 4 * aDay]) {
      const began = await world.clock.now(world.db.sql);
      await study(who);
      await analytics.rollUp();
      const before = await shown('class');
      await world.shiftClock(later);
      await analytics.rollUp();
      expect((await take(began)).ms).toBeGreaterThan(0);
      await analytics.rollUp();
      expect(await shown('class')).not.toEqual(before);
      expect(await shown('class')).toEqual([{ subject: who.classId, ...(await runsOf([who])) }]);
    }
    expect(await compareFigures(compared())).toEqual([]);
  });

  it('name every difference at night, once, by a line of the log and a metric', async () => {
    const [who] = learners as [Learner];
    await study(who);
    await analytics.rollUp();
    await world.shiftClock(3 * aDay);
    await analytics.rollUp();
    await world.db.sql(
      `UPDATE analytics_days SET raw_ms = raw_ms + 1 WHERE level IN ('class', 'region', 'institution-course')`,
    );
    await world.db.sql('UPDATE learning_lesson_days SET ms = ms + 1 WHERE verdict = $1', ['credited']);
    const { raw } = await runsOf([who]);
    const found = await compareFigures(compared());
    expect(found.map(({ level, subject }) => [level, subject])).toEqual([
      ['class', who.classId],
      ['institution-course', `${who.institutionId} ${courseId()}`],
      ['lesson-days', who.enrolmentId],
      ['region', '350100'],
    ]);
    expect(found[0]).toEqual(jasmine.objectContaining({ runsRawMs: raw, shownRawMs: raw + 1 }));
    expect((await compareWhole(compared()))[0]).toContain(`FIGURES: class ${who.classId}, `);
    expect(await analytics.compareDue()).toBe(4);
    expect(await metrics.text()).toContain('minjiang_figures_differing{level="region"} 1');
    expect(await analytics.compareDue()).toBe(0);
  });
});
