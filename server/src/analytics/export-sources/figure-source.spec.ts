import { parse } from 'csv-parse/sync';
import { makeAnalytics } from '../index.ts';
import { makeMetrics } from '../../platform/index.ts';
import { exportsWorld, type ExportsWorld } from '../testing/exports-world.ts';

describe('an export of figures', () => {
  let world: ExportsWorld;
  beforeAll(async () => {
    world = await exportsWorld();
    const { db, clock, log, identity, catalog, home, away, study } = world;
    const of = { versions: catalog, organisations: identity, people: identity };
    await study(home.enrolments[0]!, home.lessonId, 3_600_000, 60_000);
    await study(home.enrolments[2]!, home.lessonId, 7_200_000);
    await study(away.enrolments[0]!, away.lessonId, 1_000_000);
    await db.sql(
      'INSERT INTO learning_changed_days (account_id, day) SELECT DISTINCT account_id, day FROM learning_lesson_days',
    );
    await makeAnalytics({ db, clock, log, metrics: makeMetrics(), ...of }).rollUp();
  }, 60_000);
  afterAll(() => world.close());

  async function fileOf(who: { cookie: string }, query: object) {
    const made = await world.make(who, { kind: 'figures', ...query });
    if (made.problem) return { problem: made.problem.code, rows: [], text: '' };
    const { exportId } = made.body.export;
    await world.until(who, exportId, 'ready');
    const { bytes } = await world.open(who, exportId);
    const all: string[][] = parse(bytes, { bom: true, relax_column_count: true });
    const headed = all.findIndex((line) => line.length > 2);
    const rows = all
      .slice(headed + 1)
      .map((row) => Object.fromEntries(row.map((cell, i) => [all[headed]![i]!, cell])));
    return { problem: null, rows, text: bytes.toString() };
  }

  it('holds the learners of a class as the page lists them, masked', async () => {
    const { home } = world;
    const { rows } = await fileOf(home.admin, { classId: home.classId, sort: '-credited' });
    expect(rows.map((row) => row['学号'])).toEqual(['3', '1', '2']);
    expect(rows.map((row) => row['计入时长（秒）'])).toEqual(['7200', '3600', '0']);
    expect(rows.map((row) => row['学习总时长（秒）'])).toEqual(['7200', '3660', '0']);
    for (const row of rows) expect(row['姓名']).toBe('陈*兰');
  });

  it('holds the classes of an institution and the institutions of a city, each within the sight of its maker', async () => {
    const { home, away, systemAdmin } = world;
    const own = await fileOf(home.admin, {});
    expect(own.rows.map((row) => [row['名称'], row['计入时长（秒）']])).toEqual([['闽江学校一班', '10800']]);
    const city = await fileOf(systemAdmin, { regionCode: '350100' });
    expect(city.rows.map((row) => [row['名称'], row['计入时长（秒）']])).toEqual([
      ['闽江学校', '10800'],
      ['榕城学校', '1000'],
    ]);
    expect((await fileOf(home.admin, { institutionId: away.organisationId })).problem).toBe('not-found');
    expect((await fileOf(home.admin, { classId: away.classId })).problem).toBe('not-found');
    expect((await fileOf(home.admin, { from: '2026-02-01', to: '2026-01-01' })).problem).toBe(
      'export-period',
    );
  });

  it('names nobody in what is told about it', async () => {
    const { home } = world;
    const { text } = await fileOf(home.admin, { enrolmentId: home.enrolments[0] });
    expect(text).toContain('读一读');
    expect(text).not.toContain('陈');
  });
});
