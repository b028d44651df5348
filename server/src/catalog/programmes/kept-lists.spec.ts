import { catalogRoutes } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing/database.ts';
import { catalogMigrations, makeCatalog } from '../index.ts';
import { assetShelf, courseOf, fieldRules, textLesson } from '../testing/outline.ts';
import { keptLists } from './kept-lists.ts';

describe('lists of programmes that are kept', () => {
  const actors = testActors();
  const organisationId = newId();
  const admin = actors.enter({ role: 'institution-admin', organisationId });
  const stranger = actors.enter({ role: 'institution-admin', organisationId: newId() });
  let base: TestDatabase;
  let here: TestApp;
  let there: TestApp;

  beforeAll(async () => {
    base = await testDatabase(catalogMigrations);
    [here, there] = [await startApp(), await startApp()];
  });
  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await base.close();
  });

  const startApp = () => {
    const catalog = makeCatalog({ ...base, jobs: makeJobs(base.url, base.log), assets: assetShelf().assets });
    return testApp({ ...catalog, authenticate: actors.authenticate });
  };
  const list = (app: TestApp, known?: string | null, { cookie } = admin) =>
    app.call(catalogRoutes.listProgrammes, {
      query: { only: 'published' },
      cookie,
      // Without the second `fetch` would ask that no cache be used.
      headers: known ? { 'if-none-match': known, 'cache-control': 'max-age=0' } : {},
    });
  const tagOf = async (app: TestApp) => (await list(app)).headers.get('etag');
  const namesOf = async (app: TestApp) => (await list(app)).body.items.map(({ name }) => name);

  async function publish(name: string) {
    const { cookie } = admin;
    const made = await here.call(catalogRoutes.createProgramme, { body: { name }, cookie });
    const params = { programmeId: made.body.programme.id };
    const body = {
      name,
      occupationCode: null,
      courses: [courseOf(textLesson({ type: 'paragraph', text: '先断电' }))],
      rules: fieldRules,
    };
    const saved = { params, body: { ...body, revision: 0 }, cookie };
    await here.call(catalogRoutes.saveDraft, saved);
    const published = await here.call(catalogRoutes.publish, { params, body: { revision: 1 }, cookie });
    expect(published.body.programme.state).toBe('published');
    return { params, body };
  }

  it('are answered with nothing to whoever knows them, by every process', async () => {
    await publish('known');
    const tag = await tagOf(here);
    expect(await tagOf(there)).toBe(tag);
    for (const app of [here, there]) {
      const again = await list(app, tag);
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
      expect(again.headers.get('cache-control')).toBe('private, no-cache');
    }
  });

  it('are right in every process as soon as something is published or changed', async () => {
    const before = await tagOf(there);
    const { params, body } = await publish('new');
    const after = await list(there, before);
    expect([after.status, after.body.items[0]?.name]).toEqual([200, 'new']);
    const renamed = { params, body: { ...body, name: 'renamed', revision: 1 }, cookie: admin.cookie };
    await here.call(catalogRoutes.saveDraft, renamed);
    expect((await namesOf(there))[0]).toBe('renamed');
  });

  it('stay as they are when a change is undone, and others see nothing of one that is not committed', async () => {
    const tag = await tagOf(there);
    const undone = base.db.transaction(async ({ sql }) => {
      await sql(`UPDATE catalog_programmes SET name = 'undone'`);
      expect((await list(there, tag)).status).toBe(304);
      throw new Error('never mind');
    });
    await expectAsync(undone).toBeRejectedWithError('never mind');
    expect((await list(there, tag)).status).toBe(304);
  });

  it('are those of the institution that asks', async () => {
    await publish('ours');
    const foreign = await list(here, await tagOf(here), stranger);
    expect([foreign.status, foreign.body.total]).toEqual([200, 0]);
  });

  it('are read from the database once a revision', async () => {
    const asked: string[] = [];
    const counting: typeof base.db.sql = (text, values) => {
      asked.push(/FROM (\w+)/.exec(text)![1]!);
      return base.db.sql(text, values);
    };
    const lists = keptLists();
    const query = { page: 1, pageSize: 20 };
    await lists.current(counting, organisationId, query);
    asked.length = 0;
    await lists.current(counting, organisationId, query);
    expect(asked).toEqual(['catalog_revisions']);
  });

  it('are forgotten when there are too many', async () => {
    const lists = keptLists();
    for (let page = 1; page <= 300; page++)
      await lists.current(base.db.sql, organisationId, { page, pageSize: 1 });
    expect(lists.size()).toBe(256);
  });
});
