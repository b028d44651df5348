import { catalogRoutes, outlineFaultCodes, outlineRoutes } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { rowsXml, workbookOf } from '../../platform/tables/testing/workbooks.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing/database.ts';
import { catalogMigrations, makeCatalog } from '../index.ts';
import { assetFact, assetShelf } from '../testing/outline.ts';

describe('importing a programme', () => {
  let base: TestDatabase;
  let app: TestApp;
  const actors = testActors();
  const [organisationId, elsewhere] = [newId(), newId()];
  const admin = actors.enter({ role: 'institution-admin', organisationId });
  const stranger = actors.enter({ role: 'institution-admin', organisationId: elsewhere });
  const instructor = actors.enter({ role: 'instructor', organisationId });
  const shelf = assetShelf();
  const film = shelf.put(organisationId, assetFact({ durationMs: 1_200_000 }));
  const asked: string[] = [];

  beforeAll(async () => {
    base = await testDatabase(catalogMigrations);
    const catalog = makeCatalog({
      ...base,
      assets: shelf.assets,
      assetsNamed: (_sql, of, names) => {
        asked.push(of);
        return Promise.resolve(
          names.includes('a.mp4') && of === organisationId ? [{ ...film, name: 'a.mp4' }] : [],
        );
      },
    });
    app = await testApp({
      routes: catalog.routes,
      authenticate: actors.authenticate,
      subjects: { ...catalog.subjects },
    });
  });
  afterAll(async () => {
    await app.close();
    await base.close();
  });

  const headings = ['课程', '章', '节', '类型', '分钟', '视频资源', '图文内容'];
  const csv = (...rows: string[][]) =>
    Buffer.from([headings, ...rows].map((row) => row.join(',')).join('\r\n'));
  const good = csv(
    ['', '第一章', '急救', '视频', '20', 'a.mp4', ''],
    ['', '', '常识', '图文', '', '', '先断电'],
  );
  const fileOf = (content: Buffer, fileName = '电工.csv') => ({
    fileName,
    content: content.toString('base64'),
  });
  const check = (content: Buffer, cookie = admin.cookie) =>
    app.call(outlineRoutes.checkOutline, { body: fileOf(content), cookie });
  const accept = (content: Buffer, more: { programmeId?: string } = {}, cookie = admin.cookie) =>
    app.call(outlineRoutes.importProgramme, {
      body: { programmeId: newId(), name: '电工', ...fileOf(content), ...more },
      cookie,
    });
  const programmes = async () =>
    (await base.db.sql<{ n: number }>('SELECT count(*)::int AS n FROM catalog_programmes'))[0]!.n;

  it('shows an outline without writing, and makes it a draft once it is accepted, once', async () => {
    const before = await programmes();
    const { outline } = (await check(good)).body;
    expect([outline.courses, outline.chapters, outline.lessons, outline.bad]).toEqual([1, 1, 2, 0]);
    expect(outline.rows[0]).toEqual(
      jasmine.objectContaining({ course: '电工', asset: 'a.mp4', minutes: 20 }),
    );
    expect(outline.markedCopy).toBeNull();
    expect(await programmes()).toBe(before);

    const programmeId = newId();
    const answers = [await accept(good, { programmeId }), await accept(good, { programmeId })];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await programmes()).toBe(before + 1);
    const { programme } = answers[1]!.body;
    expect([programme.id, programme.state, programme.revision]).toEqual([programmeId, 'draft', 0]);
    const lessons = programme.courses[0]!.chapters[0]!.lessons;
    expect(lessons.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['急救 video', '常识 image-text']);
    expect(lessons[0]).toEqual(jasmine.objectContaining({ assetId: film.id }));
    const list = (await app.call(catalogRoutes.listProgrammes, { cookie: admin.cookie })).body;
    expect(list.items.find(({ id }) => id === programmeId)?.lessons).toBe(2);
  });

  it('reads a workbook, and gives it back with what is wrong', async () => {
    const rows = [
      headings,
      ['', '一', '=1+1', '讲座', 20, 'none.mp4', ''],
      ['', '', '二', '视频', 40, film.id, ''],
    ];
    const file = workbookOf(rowsXml(rows));
    const { outline } = (await check(file)).body;
    expect(outline.rows.map(({ faults }) => faults.map(({ column, code }) => `${column} ${code}`))).toEqual([
      ['kind unknown-kind'],
      ['minutes minutes-differ'],
    ]);
    for (const { faults } of outline.rows)
      for (const { code } of faults) expect(outlineFaultCodes as readonly string[]).toContain(code);
    expect(outline.markedCopy?.fileName).toBe('电工（已标注）.xlsx');
    const again = (await check(Buffer.from(outline.markedCopy!.content, 'base64'))).body.outline;
    expect(again.bad).toBe(2);
    const before = await programmes();
    expect((await accept(file)).problem?.code).toBe('outline-faults');
    expect(await programmes()).toBe(before);
  });

  it('refuses what is no outline', async () => {
    expect((await check(Buffer.from([0x89, 0x50, 0, 1]))).problem?.code).toBe('outline-unreadable');
    expect((await check(Buffer.from('章,节\n一,二'))).problem?.code).toBe('outline-columns');
    expect((await check(csv())).problem?.code).toBe('outline-empty');
  });

  it('is for who may write programmes, and takes no id that is another institution’s', async () => {
    expect((await check(good, instructor.cookie)).status).toBe(403);
    const { programme } = (await accept(good)).body;
    const taken = await accept(
      csv(['', '一', '二', '图文', '', '', '']),
      { programmeId: programme.id },
      stranger.cookie,
    );
    expect([taken.status, taken.problem?.code]).toEqual([409, 'conflict']);
    // The stranger's outline knows no film of another institution.
    const { outline } = (await check(good, stranger.cookie)).body;
    expect(outline.rows[0]?.faults).toEqual([{ column: 'asset', code: 'unknown-asset' }]);
    expect(new Set(asked)).toEqual(new Set([organisationId, elsewhere]));
  });

  it('gives a template that it can read itself', async () => {
    const template = await app.call(outlineRoutes.outlineTemplate, { cookie: admin.cookie });
    const { outline } = (await check(template.bytes)).body;
    expect(outline.rows.flatMap(({ faults }) => faults)).toEqual([
      { column: 'asset', code: 'unknown-asset' },
    ]);
  });
});
