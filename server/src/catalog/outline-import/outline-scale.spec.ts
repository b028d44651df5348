import { setTimeout as wait } from 'node:timers/promises';
import { outlineRoutes, type ProgrammeImport } from '@minjiang/shared/catalog';
import { outlineWorld, type OutlineWorld } from '../testing/outline-world.ts';

const lessons = 20_000;
/** What one import may take of the memory of the process beside its file. */
const mostHeapBytes = 400 * 1024 * 1024;

describe('an outline of 20,000 lessons', () => {
  let world: OutlineWorld;
  beforeAll(async () => {
    world = await outlineWorld();
  }, 30_000);
  afterAll(() => world.close());

  const csv = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
  const at = (programmeImportId: string) => ({ params: { programmeImportId }, cookie: world.admin.cookie });
  /** Every percent that was seen until the import stood still. */
  async function follow(id: string) {
    const seen: number[] = [];
    for (;;) {
      const { programmeImport } = (await world.app.call(outlineRoutes.getProgrammeImport, at(id))).body;
      if (!['waiting', 'checking', 'accepting'].includes(programmeImport.state))
        return { done: programmeImport, seen };
      seen.push(programmeImport.percent);
      await wait(50);
    }
  }
  async function measured(what: string, work: () => Promise<{ done: ProgrammeImport; seen: number[] }>) {
    const began = performance.now();
    const heap = process.memoryUsage().heapUsed;
    let most = heap;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 50);
    const result = await work().finally(() => clearInterval(watch));
    const [took, grew] = [performance.now() - began, most - heap];
    console.log(`${what}: ${Math.round(took)} ms, ${Math.round(grew / 1024 / 1024)} MB at most`);
    expect(grew).toBeLessThan(mostHeapBytes);
    expect(result.seen.every((percent, i) => percent >= (result.seen[i - 1] ?? 0))).toBeTrue();
    return result.done;
  }
  async function importAll(what: string, file: Buffer, body: object) {
    const found = await measured(`${what}, checked`, async () => {
      const given = { fileName: '大纲.csv', content: file.toString('base64') };
      const answer = await world.app.call(outlineRoutes.previewProgrammes, {
        body: given,
        cookie: world.admin.cookie,
      });
      return follow(answer.body.programmeImport.id);
    });
    expect([found.state, found.good, found.bad]).toEqual(['previewed', lessons, 0]);
    const query = { page: 200, pageSize: 100 };
    const last = (await world.app.call(outlineRoutes.listOutlineRows, { ...at(found.id), query })).body;
    expect(last.items.at(-1)?.row).toBe(lessons + 1);
    const { statements } = await world.counted(async () => {
      const done = await measured(`${what}, written`, async () => {
        const answer = await world.app.call(outlineRoutes.acceptProgrammes, { ...at(found.id), body });
        expect(answer.status).toBe(200);
        return follow(found.id);
      });
      expect(done.state).toBe('accepted');
    });
    // A group of a thousand asks twice for films; the page that looks on asks every 50 ms.
    expect(statements.filter((text) => text.includes('INSERT INTO catalog_programmes')).length).toBeLessThan(
      21,
    );
    return (await world.app.call(outlineRoutes.getProgrammeImport, at(found.id))).body.programmeImport;
  }

  it('becomes 200 programmes', async () => {
    const file = csv(
      ['培训项目', '章', '节', '类型', '视频资源'],
      ...Array.from({ length: lessons }, (_, i) => [
        `项目 ${Math.floor(i / 100)}`,
        `第 ${Math.floor((i % 100) / 10)} 章`,
        `第 ${i} 节`,
        '视频',
        'a.mp4',
      ]),
    );
    const done = await importAll('200 programmes', file, {});
    expect(done.made).toBe(200);
    const [sum] = await world.db.sql<{ lessons: number }>(
      'SELECT sum(draft_lessons)::int AS lessons FROM catalog_programmes WHERE import_id = $1',
      [done.id],
    );
    expect(sum?.lessons).toBe(lessons);
  }, 120_000);

  it('becomes one programme, which can be opened and saved', async () => {
    const file = csv(
      ['课程', '章', '节', '类型', '视频资源'],
      ...Array.from({ length: lessons }, (_, i) => [
        `课程 ${Math.floor(i / 2000)}`,
        `第 ${Math.floor((i % 2000) / 100)} 章`,
        `第 ${i} 节`,
        '视频',
        'a.mp4',
      ]),
    );
    const done = await importAll('one programme', file, { name: '全部' });
    const programme = await world.openAndSave(done.programmeId!);
    expect(programme.revision).toBe(1);
    expect(programme.courses.flatMap(({ chapters }) => chapters).length).toBe(200);
  }, 120_000);

  it('becomes as many programmes as it has rows', async () => {
    const file = csv(
      ['培训项目', '章', '节', '类型'],
      ...Array.from({ length: lessons }, (_, i) => [`项目 ${i}`, '一', '节', '图文']),
    );
    expect((await importAll('20,000 programmes', file, {})).made).toBe(lessons);
  }, 120_000);
});
