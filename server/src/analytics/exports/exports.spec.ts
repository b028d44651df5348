import { readdir } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { exportRoutes } from '@minjiang/shared/analytics';
import { exportsWorld, type ExportsWorld } from '../testing/exports-world.ts';

const rowsOf = (bytes: Buffer): string[][] => {
  const all: string[][] = parse(bytes, { bom: true, relax_column_count: true });
  return all.slice(all.findIndex((line) => line.length > 2));
};
const aboutOf = (bytes: Buffer) =>
  Object.fromEntries(
    parse(bytes, { bom: true, relax_column_count: true })
      .filter(({ length }) => length === 2)
      .map(([name, text]) => [name!, text!]),
  );

describe('exports', () => {
  let world: ExportsWorld;
  beforeAll(async () => {
    world = await exportsWorld();
    const { home, study } = world;
    await study(home.enrolments[0]!, home.lessonId, 3_600_500, 61_000);
    await study(home.enrolments[1]!, home.lessonId, 90_000_000);
  }, 60_000);
  afterAll(() => world.close());

  it('hold the progress of a class, masked, with what was filtered by and who made them', async () => {
    const { home, make, until, open } = world;
    const subject = { kind: 'class-progress', classId: home.classId, sort: '-credited' };
    const made = await make(home.admin, subject);
    expect(made.status).toBe(201);
    expect(made.body.export.can).toEqual({ cancel: true, open: false });
    const { exportId } = made.body.export;
    const ready = await until(home.admin, exportId, 'ready');
    expect([ready.percent, ready.rows, ready.can.open]).toEqual([100, 3, true]);
    const file = await open(home.admin, exportId);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''%E5%AD%A6/);
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.bytes.length).toBe(ready.bytes!);
    const [headings, ...rows] = rowsOf(file.bytes);
    const at = (name: string) => headings!.indexOf(name);
    expect(rows.map((row) => row[at('学号')])).toEqual(['2', '1', '3']);
    expect(rows.map((row) => row[at('计入时长')])).toEqual(['25:00:00', '1:00:00', '0:00:00']);
    expect(rows.map((row) => row[at('计入时长（秒）')])).toEqual(['90000', '3600.5', '0']);
    expect(rows.map((row) => row[at('学习总时长（秒）')])).toEqual(['90000', '3661.5', '0']);
    for (const row of rows) expect(row[at('姓名')]).toBe('陈*兰');
    const about = aboutOf(file.bytes);
    expect(about['培训班']).toBe('闽江学校一班');
    expect(about['排序']).toBe('按计入时长从多到少');
    expect(about['个人信息']).toBe('已脱敏');
    expect(about['导出人']).toBe('闽江学校 · 培训机构管理员');
    expect(file.bytes.toString()).not.toContain('林志强');
  });

  it('are the same in a workbook, in English, and only of what is filtered', async () => {
    const { home, make, until, open } = world;
    const subject = { kind: 'class-progress', classId: home.classId, state: 'not-begun' };
    const made = await make(home.admin, subject, { format: 'xlsx', locale: 'en' });
    const { exportId } = made.body.export;
    await until(home.admin, exportId, 'ready');
    const sheets = await readWorkbook((await open(home.admin, exportId)).bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Progress']);
    expect(sheets[0]!.data.map(([name]) => name)).toContain('State' as never);
    const [headings, ...rows] = sheets[1]!.data as unknown as (string | number)[][];
    expect(rows.map((row) => row[headings!.indexOf('Roster number')])).toEqual([3]);
    expect(rows[0]![headings!.indexOf('State')]).toBe('Not begun');
    expect(rows[0]![headings!.indexOf('Credited time (s)')]).toBe(0);
  });

  it('hold a roster, and the runs of a class or of one learner', async () => {
    const { home, make, until, open } = world;
    const fileOf = async (subject: unknown) => {
      const { exportId } = (await make(home.admin, subject)).body.export;
      await until(home.admin, exportId, 'ready');
      return rowsOf((await open(home.admin, exportId)).bytes);
    };
    const [headings, ...roster] = await fileOf({
      kind: 'roster',
      classId: home.classId,
      accountState: 'invited',
    });
    expect(roster.length).toBe(3);
    expect(roster[0]![headings!.indexOf('手机')]).toMatch(/^138\*{4}\d{4}$/);
    expect(roster[0]![headings!.indexOf('证件号')]).toMatch(/^350\*{11}\d{3}[\dX]$/);
    expect(roster[0]![headings!.indexOf('账号状态')]).toBe('未激活');
    const days = { from: '2026-01-01', to: '2026-12-31' };
    const runs = await fileOf({ kind: 'runs', classId: home.classId, ...days });
    const seconds = runs[0]!.indexOf('时长（秒）');
    const sum = runs.slice(1).reduce((total, row) => total + Number(row[seconds]), 0);
    expect([runs.length - 1, sum]).toEqual([3, 3600.5 + 61 + 90_000]);
    const one = await fileOf({
      kind: 'runs',
      classId: home.classId,
      enrolmentId: home.enrolments[0],
      ...days,
    });
    expect(one.slice(1).map((row) => row[one[0]!.indexOf('认定')])).toEqual(['计入', '不计入：页面不在最前']);
    expect(one[1]![one[0]!.indexOf('节')]).toBe('读一读');
  });

  it('hold the sheet of attendance: everybody by the days of a month', async () => {
    const { home, make, until, open } = world;
    const { exportId } = (await make(home.admin, { kind: 'attendance', classId: home.classId })).body.export;
    await until(home.admin, exportId, 'ready');
    const [headings, ...rows] = rowsOf((await open(home.admin, exportId)).bytes);
    expect(headings!.slice(0, 3)).toEqual(['学号', '姓名', '状态']);
    const days = headings!.filter((heading) => /^20\d\d-\d\d-\d\d$/.test(heading));
    expect(days.length).toBeGreaterThan(0);
    expect(days).toEqual([...days].sort());
    expect(rows.length).toBe(3);
    const known = ['出勤', '部分出勤', '缺勤', '请假', '休息日', '未到', '不在班'];
    for (const row of rows) for (const day of days) expect(known).toContain(row[headings!.indexOf(day)]!);
    expect(rows[1]!.filter((cell) => cell === '出勤').length).toBeGreaterThan(0);
    const total = (name: string) => rows.map((row) => Number(row[headings!.indexOf(name)]));
    const counted = rows.map((row) => days.filter((day) => row[headings!.indexOf(day)] === '缺勤').length);
    expect(total('缺勤天数')).toEqual(counted);
  });

  it('are nobody else’s: of another class, of another maker, or for a role that may not see the page', async () => {
    const { home, away, make, until, open, app, systemAdmin } = world;
    const foreign = await make(home.admin, { kind: 'class-progress', classId: away.classId });
    expect(foreign.problem?.code).toBe('not-found');
    const strange = { kind: 'runs', classId: home.classId, from: '2026-01-01', to: '2026-02-01' };
    const learner = await make(home.admin, { ...strange, enrolmentId: away.enrolments[0] });
    expect(learner.problem?.code).toBe('not-found');
    expect((await make(home.admin, { ...strange, to: '2025-01-01' })).problem?.code).toBe('export-period');
    expect((await make(systemAdmin, strange)).problem?.code).toBe('forbidden');
    expect((await make(home.admin, { kind: 'staff-progress' })).problem?.code).toBe('forbidden');
    const { exportId } = (await make(home.admin, { kind: 'roster', classId: home.classId })).body.export;
    await until(home.admin, exportId, 'ready');
    const colleague = await world.person('colleague', 'institution-admin', home.organisationId);
    for (const stranger of [colleague, away.admin, systemAdmin])
      expect((await open(stranger, exportId)).problem?.code).toBe('not-found');
    expect((await open({ cookie: '' }, exportId)).problem?.code).toBe('not-signed-in');
    const listed = await app.call(exportRoutes.listExports, { cookie: colleague.cookie });
    expect(listed.body.total).toBe(0);
  });

  it('lie encrypted, go when they expire, and are not opened after that', async () => {
    const { home, make, until, open, storage, show, exports, shiftClock } = world;
    const { exportId } = (await make(home.admin, { kind: 'roster', classId: home.classId })).body.export;
    await until(home.admin, exportId, 'ready');
    const key = `exports/${exportId}/file`;
    const stored = await storage.read(key);
    expect(stored.includes('花名册')).toBeFalse();
    const altered = Buffer.from(stored);
    altered[10]! ^= 1;
    await storage.put(key, altered);
    await expectAsync(open(home.admin, exportId)).toBeRejected();
    await storage.put(key, stored);
    expect((await open(home.admin, exportId)).status).toBe(200);
    await shiftClock(24 * 3_600_000 + 1000);
    try {
      expect((await show(home.admin, exportId)).state).toBe('expired');
      expect((await open(home.admin, exportId)).problem?.code).toBe('export-gone');
      expect(await storage.has(key)).toBeTrue();
      await exports.tend();
      expect(await storage.has(key)).toBeFalse();
      expect(await readdir(`${world.folder}/exports`)).not.toContain(exportId);
      expect((await open(home.admin, exportId)).problem?.code).toBe('export-gone');
    } finally {
      await shiftClock(-24 * 3_600_000 - 1000);
    }
  });
});
