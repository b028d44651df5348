import { analyticsRoutes, type ResourceRow } from '@minjiang/shared/analytics';
import { parse } from 'csv-parse/sync';
import { makeMetrics } from '../../platform/index.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { makeAnalytics } from '../index.ts';
import { exportsWorld, type ExportsWorld } from '../testing/exports-world.ts';

const films = 1100;

describe('an export of the use of resources', () => {
  let world: ExportsWorld;
  let app: TestApp;
  beforeAll(async () => {
    world = await exportsWorld();
    const { db, clock, log, identity, catalog, home, away } = world;
    const of = { versions: catalog, organisations: identity, people: identity };
    const analytics = makeAnalytics({ db, clock, log, metrics: makeMetrics(), ...of });
    app = await testApp({ routes: analytics.routes, authenticate: identity.authenticate });
    for (const [house, count, name] of [
      [home, films, '=焊接'],
      [away, 3, '别家的'],
    ] as const)
      await db.sql(
        `INSERT INTO content_assets (id, organisation_id, kind, name, state, size_bytes, duration_ms, created_by,
           created_at, changed_at)
         SELECT gen_random_uuid(), $1::uuid, 'video', $2 || n, 'ready', 1000 + n, 60000, $3::uuid, now(), now()
         FROM generate_series(1, $4::int) n`,
        [house.organisationId, name, house.admin.accountId, count],
      );
    await db.sql(
      `INSERT INTO analytics_resource_totals (resource_id, views, learners, seen_ms, credited_ms, finished, last_viewed_at)
       SELECT id, (random() * 50)::int, 5, (random() * 1e6)::int, 0, 1, now() FROM content_assets WHERE random() < 0.8`,
    );
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  /** Every page of the list, one after the other. */
  async function pagesOf(query: object): Promise<ResourceRow[]> {
    const rows: ResourceRow[] = [];
    for (let page = 1; ; page++) {
      const asked = { query: { ...query, page, pageSize: 100 }, cookie: world.home.admin.cookie };
      const { items, total } = (await app.call(analyticsRoutes.listResources, asked)).body;
      rows.push(...items);
      if (rows.length >= total) return rows;
    }
  }

  async function fileOf(query: object): Promise<Record<string, string>[]> {
    const { admin } = world.home;
    const { exportId } = (await world.make(admin, { kind: 'resources', ...query })).body.export;
    await world.until(admin, exportId, 'ready');
    const all: string[][] = parse((await world.open(admin, exportId)).bytes, {
      bom: true,
      relax_column_count: true,
    });
    const headed = all.findIndex((line) => line.length > 2);
    return all
      .slice(headed + 1)
      .map((row) => Object.fromEntries(row.map((cell, i) => [all[headed]![i]!, cell])));
  }

  it('holds what all pages of the list hold, in its order, and nothing of another house', async () => {
    const shown = await pagesOf({ sort: '-views' });
    const rows = await fileOf({ sort: '-views' });
    expect(rows.length).toBe(films);
    // A name that begins like a formula is written as text.
    expect(rows.map((row) => row['资源'])).toEqual(shown.map(({ name }) => `'${name}`));
    expect(rows.map((row) => Number(row['观看次数']))).toEqual(shown.map(({ views }) => views));
    expect(rows.map((row) => Number(row['观看时长（秒）']))).toEqual(
      shown.map(({ seenMs }) => seenMs / 1000),
    );
    expect(new Set(rows.map((row) => row['类型']))).toEqual(new Set(['视频']));
  }, 60_000);

  it('holds exactly what is filtered', async () => {
    const query = { use: 'not-placed', find: '焊接1', sort: '-stored' } as const;
    const shown = await pagesOf(query);
    expect(shown.length).toBeGreaterThan(20);
    expect((await fileOf(query)).map((row) => row['资源'])).toEqual(shown.map(({ name }) => `'${name}`));
    expect(await fileOf({ resourceKind: 'picture' })).toEqual([]);
  }, 60_000);

  it('is for an institution alone', async () => {
    const { systemAdmin } = world;
    expect((await world.make(systemAdmin, { kind: 'resources' })).problem?.code).toBe('forbidden');
  });
});
