import { setTimeout as wait } from 'node:timers/promises';
import {
  catalogRoutes,
  outlineFaultCodes,
  outlineRoutes,
  type ProgrammeImport,
} from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { rowsXml, workbookOf } from '../../platform/tables/testing/workbooks.ts';
import { readTable } from '../../platform/testing/parts.ts';
import { outlineWorld, type OutlineWorld } from '../testing/outline-world.ts';

describe('importing programmes', () => {
  let world: OutlineWorld;
  beforeAll(async () => {
    world = await outlineWorld();
  }, 30_000);
  afterAll(() => world.close());

  const headings = ['课程', '章', '节', '类型', '分钟', '视频资源', '图文内容'];
  const csv = (...rows: string[][]) =>
    Buffer.from([headings, ...rows].map((row) => row.join(',')).join('\r\n'));
  const good = csv(
    ['', '第一章', '急救', '视频', '20', 'a.mp4', ''],
    ['', '', '常识', '图文', '', '', '先断电'],
  );
  const bad = csv(['', '一', '急救', '讲座', '20', 'none.mp4', '']);
  const nothing = { files: 0, rows: 0 };
  const upload = (file: Buffer, fileName = '电工.csv', cookie = world.admin.cookie) =>
    world.app.call(outlineRoutes.previewProgrammes, {
      body: { fileName, content: file.toString('base64') },
      cookie,
    });
  const at = (programmeImportId: string, cookie = world.admin.cookie) => ({
    params: { programmeImportId },
    cookie,
  });
  const view = async (id: string) =>
    (await world.app.call(outlineRoutes.getProgrammeImport, at(id))).body.programmeImport;
  /** The import when nothing is done about it any more. */
  const settled = async (id: string): Promise<ProgrammeImport> => {
    for (;;) {
      const now = await view(id);
      if (!['waiting', 'checking', 'accepting'].includes(now.state)) return now;
      await wait(50);
    }
  };
  const preview = async (file: Buffer, fileName?: string) =>
    settled((await upload(file, fileName)).body.programmeImport.id);
  const rows = async (id: string, show: 'all' | 'faulty' = 'all') =>
    (await world.app.call(outlineRoutes.listOutlineRows, { ...at(id), query: { pageSize: 100, show } })).body;
  const order = (id: string, body: object = { name: '电工' }, cookie = world.admin.cookie) =>
    world.app.call(outlineRoutes.acceptProgrammes, { ...at(id, cookie), body });
  const accept = async (id: string, body?: object) => {
    expect((await order(id, body)).status).toBe(200);
    return settled(id);
  };
  const cancel = (id: string) => world.app.call(outlineRoutes.cancelProgrammeImport, at(id));
  const marked = (id: string, query = {}) =>
    world.app.call(outlineRoutes.markedOutline, { ...at(id), query });
  const programme = async (programmeId: string) =>
    (
      await world.app.call(catalogRoutes.getProgramme, {
        params: { programmeId },
        cookie: world.admin.cookie,
      })
    ).body.programme;

  it('shows an outline without writing, and makes it a draft once it is accepted', async () => {
    const before = await world.programmes();
    const found = await preview(good);
    expect([found.state, found.good, found.bad, found.percent]).toEqual(['previewed', 2, 0, 100]);
    expect([found.named, found.programmes, found.courses, found.chapters]).toEqual([false, 1, 1, 1]);
    expect((await rows(found.id)).items[0]).toEqual(
      jasmine.objectContaining({ row: 2, course: '电工', asset: 'a.mp4', minutes: 20, faults: [] }),
    );
    expect(await world.programmes()).toBe(before);
    const nameless = await order(found.id, {});
    expect([nameless.status, nameless.problem?.errors?.[0]?.path]).toEqual([400, 'name']);
    const done = await accept(found.id, { name: '电工', occupationCode: '6-31-01-03' });
    expect([done.state, done.made]).toEqual(['accepted', 1]);
    const made = await programme(done.programmeId!);
    expect([made.name, made.occupationCode, made.state]).toEqual(['电工', '6-31-01-03', 'draft']);
    const lessons = made.courses[0]!.chapters[0]!.lessons;
    expect(lessons.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['急救 video', '常识 image-text']);
    expect(lessons[0]).toEqual(jasmine.objectContaining({ assetId: world.film.id }));
    const list = (await world.app.call(catalogRoutes.listProgrammes, { cookie: world.admin.cookie })).body;
    expect(list.items.find(({ id }) => id === made.id)?.lessons).toBe(2);
    expect((await rows(found.id)).total)
      .withContext('rows that are kept')
      .toBe(0);
    const again = await order(found.id, { name: '又一个' });
    expect([again.status, again.body.programmeImport.programmeId]).toEqual([200, made.id]);
    expect(await world.programmes()).toBe(before + 1);
  });

  it('makes several programmes of one file, and an event of each', async () => {
    const file = Buffer.from(
      '培训项目,职业编码,章,节,类型\n电工（四级）,6-31-01-03,一,甲,图文\n焊工（四级）,,一,乙,图文\n,,,丙,图文\n',
    );
    const found = await preview(file);
    expect([found.named, found.programmes, found.good]).toEqual([true, 2, 3]);
    const done = await accept(found.id, {});
    expect([done.made, done.programmeId]).toEqual([2, null]);
    const made = await world.db.sql<{ name: string; code: string | null; lessons: number; events: number }>(
      `SELECT name, occupation_code AS code, draft_lessons AS lessons, (SELECT count(*) FROM platform_events e
         WHERE e.subject_id = p.id::text AND e.kind = 'programme.created' AND e.actor_id = $2)::int AS events
       FROM catalog_programmes p WHERE import_id = $1 ORDER BY draft_lessons DESC`,
      [found.id, world.admin.accountId],
    );
    expect(made).toEqual([
      { name: '焊工（四级）', code: null, lessons: 2, events: 1 },
      { name: '电工（四级）', code: '6-31-01-03', lessons: 1, events: 1 },
    ]);
  });

  it('names every fault by row and column, in a list and in the file that is given back', async () => {
    const cells = [
      headings,
      ['', '一', '=1+1', '讲座', 20, 'none.mp4', ''],
      ['', '', '好', '图文', '', '', ''],
      ['', '', '二', '视频', 40, world.film.id, ''],
    ];
    const found = await preview(workbookOf(rowsXml(cells)), '电工.xlsx');
    expect([found.good, found.bad]).toEqual([1, 2]);
    const faulty = (await rows(found.id, 'faulty')).items;
    expect(
      faulty.map(({ row, faults }) => [row, ...faults.map(({ column, code }) => `${column} ${code}`)]),
    ).toEqual([
      [2, 'kind unknown-kind'],
      [4, 'minutes minutes-differ'],
    ]);
    for (const { faults } of faulty)
      for (const { code } of faults) expect(outlineFaultCodes as readonly string[]).toContain(code);
    const copy = await marked(found.id);
    expect(copy.headers.get('content-disposition')).toContain(encodeURIComponent('电工（已标注）.xlsx'));
    const table = await readTable(copy.bytes, 100);
    if (typeof table === 'string') throw new Error(`the marked copy is ${table}`);
    expect(table.map((row) => row[7])).toEqual([
      '问题',
      '类型：只能是“视频”或“图文”',
      '',
      '分钟：与视频的实际时长相差超过 1 分钟',
    ]);
    expect((await preview(copy.bytes, '电工.xlsx')).bad)
      .withContext('the copy, given again')
      .toBe(2);
    const text = (await marked((await preview(bad)).id, { locale: 'en' })).bytes.toString();
    expect(text).toContain('Kind: is “video” or “image-text”');
    const before = await world.programmes();
    expect((await order(found.id)).problem?.code).toBe('outline-faults');
    expect([(await view(found.id)).state, await world.programmes()]).toEqual(['previewed', before]);
    await cancel(found.id);
    expect((await marked(found.id)).problem?.code).toBe('import-gone');
  });

  it('refuses what is no outline, and keeps nothing of it', async () => {
    const before = await world.kept();
    const faultOf = async (file: Buffer) => {
      const { state, fault } = await preview(file);
      return state === 'failed' && fault;
    };
    expect(await faultOf(Buffer.from([0x89, 0x50, 0, 1]))).toBe('import-unreadable');
    expect(await faultOf(Buffer.from('章,节\n一,二'))).toBe('import-columns');
    expect(await faultOf(csv())).toBe('import-empty');
    expect((await upload(Buffer.alloc(4 * 1024 * 1024 + 1, 'a'))).problem?.code).toBe('too-large');
    expect(await world.kept()).toEqual(before);
  });

  it('is accepted once when it is accepted three times at once', async () => {
    const before = await world.programmes();
    const { id } = await preview(good);
    const answers = await Promise.all([1, 2, 3].map(() => order(id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await settled(id)).made).toBe(1);
    expect(await world.programmes()).toBe(before + 1);
  });

  it('comes to nothing when a film is gone by the time it is accepted', async () => {
    const { id } = await preview(good);
    const before = await world.programmes();
    world.hideFilm(true);
    const done = await accept(id);
    world.hideFilm(false);
    expect([done.state, done.fault]).toEqual(['failed', 'outline-faults']);
    expect(await world.programmes()).toBe(before);
  });

  it('is given up while it is checked and while it is written, and nothing comes of it', async () => {
    const before = await world.programmes();
    const many = csv(
      ...Array.from({ length: 5000 }, (_, i) => ['', `章${i % 50}`, `节${i}`, '视频', '', 'a.mp4', '']),
    );
    const open = world.holdFilms();
    const { id } = (await upload(many)).body.programmeImport;
    while ((await view(id)).state !== 'checking') await wait(20);
    expect((await cancel(id)).status).toBe(204);
    open();
    await wait(1000);
    expect([(await view(id)).state, await world.kept(id)]).toEqual(['cancelled', nothing]);
    const found = await preview(many);
    const openAgain = world.holdFilms();
    await order(found.id);
    await world.asksForFilms();
    expect((await cancel(found.id)).status).toBe(204);
    openAgain();
    await wait(1000);
    expect((await view(found.id)).state).toBe('cancelled');
    expect([await world.programmes(), await world.kept(found.id)]).toEqual([before, nothing]);
    expect((await cancel(found.id)).problem?.code).toBe('import-gone');
    expect((await order(found.id)).problem?.code).toBe('import-gone');
  }, 20_000);

  it('is forgotten after an hour without a decision', async () => {
    const { id } = await preview(good);
    const accepted = await accept((await preview(good)).id);
    await world.shiftClock(3_600_000);
    try {
      expect((await view(id)).state).toBe('expired');
      expect((await order(id)).problem?.code).toBe('import-gone');
      await world.catalog.cleanUp();
      expect((await world.app.call(outlineRoutes.getProgrammeImport, at(id))).status).toBe(404);
      expect(await world.kept()).toEqual(nothing);
      expect((await view(accepted.id)).programmeId).toBe(accepted.programmeId);
    } finally {
      await world.shiftClock(-3_600_000);
    }
  });

  it('is for who may write programmes of the institution, and is not there for another', async () => {
    expect((await upload(good, '电工.csv', world.instructor.cookie)).status).toBe(403);
    const { id } = await preview(good);
    for (const as of [world.stranger.cookie, world.instructor.cookie]) {
      const status = as === world.stranger.cookie ? 404 : 403;
      const answers = await Promise.all([
        world.app.call(outlineRoutes.getProgrammeImport, at(id, as)),
        world.app.call(outlineRoutes.listOutlineRows, at(id, as)),
        world.app.call(outlineRoutes.markedOutline, at(id, as)),
        order(id, { name: '电工' }, as),
        world.app.call(outlineRoutes.cancelProgrammeImport, at(id, as)),
      ]);
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status, status]);
    }
    expect((await world.app.call(outlineRoutes.getProgrammeImport, at(newId()))).status).toBe(404);
    expect((await view(id)).state).toBe('previewed');
    // The stranger's outline knows no film of another institution.
    const theirs = (await upload(good, '电工.csv', world.stranger.cookie)).body.programmeImport.id;
    for (;;) {
      const { items } = (
        await world.app.call(outlineRoutes.listOutlineRows, at(theirs, world.stranger.cookie))
      ).body;
      if (items.length === 0) await wait(50);
      else {
        expect(items[0]?.faults).toEqual([{ column: 'asset', code: 'unknown-asset' }]);
        break;
      }
    }
  });

  it('gives a template that it can read itself', async () => {
    const template = await world.app.call(outlineRoutes.outlineTemplate, { cookie: world.admin.cookie });
    const found = await preview(template.bytes);
    expect([found.named, found.programmes, found.good, found.bad]).toEqual([true, 1, 1, 1]);
    expect((await rows(found.id)).items.flatMap(({ faults }) => faults)).toEqual([
      { column: 'asset', code: 'unknown-asset' },
    ]);
  });
});
