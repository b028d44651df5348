import { analyticsRoutes, type Dashboard } from '@minjiang/shared/analytics';
import type { Role } from '@minjiang/shared/identity';
import { addDays, dayMs, newId } from '@minjiang/shared/kernel';
import { someone } from '../../classes/testing/classes-fixture.ts';
import { casesFixture, type CasesFixture } from '../../integrity/testing/cases-fixture.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { migrate } from '../../platform/testing/parts.ts';
import { analyticsMigrations } from '../migrations.ts';
import { makeDashboards } from './dashboard-routes.ts';

describe('the first screen', () => {
  let at: CasesFixture;
  let app: TestApp;
  let people = 0;

  beforeEach(async () => {
    at = await casesFixture();
    await migrate(at.url, analyticsMigrations);
    const { db, clock, catalog, classes, learning, identity, integrity } = at;
    const sources = { catalog, classes, learning, machines: identity, cases: integrity };
    const { routes } = makeDashboards({ db, clock, ...sources });
    app = await testApp({ routes, authenticate: at.actors.authenticate });
  });
  afterEach(async () => {
    await app.close();
    await at.close();
  });

  async function seenBy(role: Role, organisationId?: string): Promise<Dashboard> {
    const { cookie } = at.actors.enter({ role, ...(organisationId ? { organisationId } : {}) });
    const answer = await app.call(analyticsRoutes.readDashboard, { cookie });
    if (answer.status !== 200) throw new Error(answer.problem?.code);
    return answer.body;
  }
  const counts = ({ figures }: Dashboard) =>
    Object.fromEntries(figures.map(({ code, count }) => [code, count]));

  async function enrolled(classId: string, employerId: string | null = null) {
    const invited = await at.inTx((tx, now) => at.identity.findOrInviteLearner(tx, now, someone(++people)));
    if (!('accountId' in invited)) throw new Error(invited.fault);
    const { accountId } = invited;
    const given = { accountId, employerId };
    const enrolmentId = await at.inTx((tx, now) =>
      at.classes.enrolAccount(tx, now, at.author, classId, given),
    );
    return { accountId, enrolmentId };
  }
  async function openClass(name: string, moreDays: number) {
    const classId = await at.trainingClass(name, moreDays);
    await at.inTx((tx, now) => at.classes.openClass(tx, now, at.author, classId));
    return classId;
  }

  it('of an institution counts its classes, and names the open ones with learners by how they stand', async () => {
    const employerId = newId();
    const later = await openClass('后结束', 20);
    const sooner = await openClass('先结束', 9);
    await at.trainingClass('草稿', 5);
    const [done] = [
      await enrolled(later, employerId),
      await enrolled(later, employerId),
      await enrolled(later),
    ];
    await enrolled(sooner);
    const enrolment = await at.classes.studyEnrolment(at.db.sql, done.accountId, done.enrolmentId);
    const version = await at.catalog.version(at.db.sql, enrolment!.programmeVersionId!);
    const { lessonId, durationMs } = version!.courses[0]!.chapters[0]!.lessons[0]!;
    const earned = [done.accountId, done.enrolmentId, lessonId, durationMs];
    await at.db.sql(
      `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms,
         frontier_ms, credited_ms, done_at, last_at)
       VALUES ($1, $2, $3, $3, $4, $4, $4, $5, $5)`,
      [...earned, new Date(await at.now())],
    );
    await at.db.sql(
      `INSERT INTO learning_lesson_days (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
       VALUES ($1, $5::date, $2, $3, 'credited', $4, 1, now())`,
      [...earned, await at.today()],
    );
    await at.shiftClock(6 * dayMs);

    const screen = await seenBy('institution-admin', at.organisationId);
    expect(counts(screen)).toEqual({
      'classes-draft': 1,
      'classes-upcoming': 0,
      'classes-open': 2,
      'classes-finished': 0,
    });
    expect(screen.classes.map(({ name, enrolled: n }) => [name, n])).toEqual([
      ['先结束', 1],
      ['后结束', 3],
    ]);
    const standing = screen.classes[1]!.standings;
    expect(standing).toContain({ state: 'done', learners: 1 });
    expect(standing).toContain({ state: 'not-begun', learners: 2 });
    expect(screen.figures.find(({ code }) => code === 'classes-open')!.day).toBe(
      addDays(await at.today(), 3),
    );

    expect((await seenBy('instructor', at.organisationId)).classes).toEqual(screen.classes);

    const staff = counts(await seenBy('employer-admin', employerId));
    expect(staff).toEqual({ 'staff-not-begun': 1, 'staff-behind': 0, 'staff-on-course': 0, 'staff-done': 1 });
    expect(counts(await seenBy('employer-admin', newId()))['staff-done']).toBe(0);
  });

  it('of an institution names the files that wait for its decision, first the one that is forgotten first', async () => {
    const classId = await at.trainingClass('名册班', 5);
    const [roster, outline] = [newId(), newId()];
    const from = await at.now();
    const keep = (table: string, owner: string, values: unknown[]) =>
      at.db.sql(
        `INSERT INTO ${table} (id, ${owner}, previewed_by, name_sealed, state, good, bad, previewed_at, expires_at)
         VALUES ($1, $2, $1, '', $3, $4, $5, now(), to_timestamp($6::float8 / 1000))`,
        values,
      );
    const rosters = (...values: unknown[]) => keep('classes_roster_imports', 'class_id', values);
    const outlines = (...values: unknown[]) => keep('catalog_outline_imports', 'organisation_id', values);
    await rosters(roster, classId, 'previewed', 198, 2, from + 50_000);
    await rosters(newId(), classId, 'checking', 0, 0, from + 50_000);
    await rosters(newId(), classId, 'previewed', 1, 0, from - 1);
    await outlines(outline, at.organisationId, 'previewed', 5, 0, from + 40_000);
    await outlines(newId(), newId(), 'previewed', 5, 0, from + 40_000);
    const { imports } = await seenBy('institution-admin', at.organisationId);
    const until = (ms: number) => new Date(from + ms).toISOString();
    expect(imports).toEqual([
      {
        ...{ kind: 'programmes', importId: outline, classId: null, className: null },
        ...{ good: 5, bad: 0, expiresAt: until(40_000) },
      },
      {
        ...{ kind: 'roster', importId: roster, classId, className: '名册班' },
        ...{ good: 198, bad: 2, expiresAt: until(50_000) },
      },
    ]);
    expect((await seenBy('instructor', at.organisationId)).imports).toEqual([]);
    expect((await seenBy('institution-admin', newId())).imports).toEqual([]);
  });

  it('of another institution shows nothing of this one', async () => {
    const screen = await seenBy('institution-admin', newId());
    expect([screen.classes, screen.figures.every(({ count }) => count === 0)]).toEqual([[], true]);
  });

  it('of operators keeps the duties apart, and says what must be decided first', async () => {
    const open = (state: 'open' | 'proposed', days: number) =>
      at.db.sql(
        `INSERT INTO integrity_cases (id, origin, state, account_id, enrolment_id, opened_at, decide_by)
         VALUES ($1, 'signal', $2, $1, $1, now(), '2030-01-01T00:00:00Z'::timestamptz + make_interval(days => $3))`,
        [newId(), state, days],
      );
    await open('open', 5);
    await open('open', 2);
    await open('proposed', 1);
    await openClass('事件', 3);
    const system = await seenBy('system-admin');
    expect(counts(system)['cases-open']).toBe(2);
    expect(system.figures[0]!.at).toBe('2030-01-03T00:00:00.000Z');
    expect(Object.keys(counts(system))).toEqual(['cases-open', 'events-undelivered']);
    expect(counts(system)['events-undelivered']).toBeGreaterThan(0);
    expect(counts(await seenBy('security-admin'))).toEqual({ 'cases-proposed': 1, 'exports-asked': 0 });
    expect(counts(await seenBy('audit-admin'))).toEqual({
      'days-without-head': 0,
      'cases-open': 2,
      'cases-proposed': 1,
    });
  });

  it('of the second person counts the exports in clear that wait for him', async () => {
    const ask = (state: 'asked' | 'refused', days: number) =>
      at.db.sql(
        `INSERT INTO analytics_exports (id, account_id, role, kind, subject, filters, format, locale, masked,
           reason_sealed, state, made_at, decided_by, expires_at)
         VALUES ($1, $1, 'institution-admin', 'roster', '{}', '[]', 'csv', 'zh-CN', false, '', $2, now(),
           CASE WHEN $2 = 'refused' THEN $3::uuid END, to_timestamp($4::float8 / 1000))`,
        [newId(), state, newId(), from + days * dayMs],
      );
    const from = await at.now();
    for (const days of [3, 2, -1]) await ask('asked', days);
    await ask('refused', 1);
    const seen = (await seenBy('security-admin')).figures.find(({ code }) => code === 'exports-asked');
    const lapses = new Date(from + 2 * dayMs).toISOString();
    expect(seen).toEqual({ code: 'exports-asked', count: 2, at: lapses, day: null });
    expect(counts(await seenBy('system-admin'))['exports-asked']).toBeUndefined();
  });

  it('of whoever audits counts the days that no head seals', async () => {
    const day = addDays(await at.today(), -4);
    await at.db.sql(
      `INSERT INTO learning_heads (day, head_id, made_at, whole_day, leaves, root, signature, key_id, size_bytes)
       VALUES ($1, $2, now(), true, 0, '', '', 'k', 0)`,
      [day, newId()],
    );
    const [first] = (await seenBy('audit-admin')).figures;
    expect(first).toEqual({ code: 'days-without-head', count: 3, at: null, day });
  });

  it('of a centre counts the machines that wait for a decision', async () => {
    const centreId = await at.inTx((tx, now) =>
      at.identity.createOrganisation(tx, now, { kind: 'centre', name: '一号培训点', regionCode: '350100' }),
    );
    await at.db.sql(
      'INSERT INTO identity_rooms (id, centre_id, name, created_at) VALUES ($1, $2, $3, now())',
      [newId(), centreId, '1'],
    );
    for (const state of ['held', 'active', 'active', 'removed'])
      await at.db.sql(
        `INSERT INTO identity_devices (id, kind, centre_id, room, name, public_key, key_store, program, state, held_reason,
           enrolled_at)
         VALUES ($1, 'kiosk', $2, '1', 'machine', md5(random()::text), 'safe', '1.0.0', $3,
           CASE WHEN $3 = 'held' THEN 'start-back' END, now())`,
        [newId(), centreId, state],
      );
    expect(counts(await seenBy('centre-admin', centreId))).toEqual({
      'machines-held': 1,
      'machines-active': 2,
    });
    expect(counts(await seenBy('centre-admin', newId()))['machines-held']).toBe(0);
  });

  it('is for nobody who learns', async () => {
    const { cookie } = at.actors.enter({ role: 'learner' });
    const answer = await app.call(analyticsRoutes.readDashboard, { cookie });
    expect(answer.problem?.code).toBe('forbidden');
  });
});
