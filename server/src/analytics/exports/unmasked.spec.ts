import { exportRoutes } from '@minjiang/shared/analytics';
import { parse } from 'csv-parse/sync';
import { someone } from '../../classes/testing/classes-fixture.ts';
import { exportsWorld, password, type ExportsWorld } from '../testing/exports-world.ts';

describe('an export with personal data in clear', () => {
  let world: ExportsWorld;
  beforeAll(async () => {
    world = await exportsWorld();
  }, 60_000);
  afterAll(() => world.close());

  const ask = (who: { cookie: string }, more: { password?: string; reason?: string } = {}) =>
    world.app.call(exportRoutes.askUnmaskedExport, {
      cookie: who.cookie,
      body: {
        subject: { kind: 'roster', classId: world.home.classId },
        format: 'csv',
        locale: 'zh-CN',
        reason: '人社局现场核查',
        password,
        ...more,
      },
    });
  const decide = (who: { cookie: string }, exportId: string, agree: boolean) =>
    world.app.call(exportRoutes.decideExportRequest, {
      cookie: who.cookie,
      params: { exportId },
      body: { agree },
    });
  const requests = async () =>
    (await world.app.call(exportRoutes.listExportRequests, { cookie: world.securityAdmin.cookie })).body;

  it('is written only when a second person agreed, and every step is in the trail', async () => {
    const { home, securityAdmin, until, open, events, db } = world;
    const asked = await ask(home.admin);
    expect([asked.status, asked.body.export.state, asked.body.export.masked]).toEqual([201, 'asked', false]);
    const { exportId } = asked.body.export;
    expect((await open(home.admin, exportId)).problem?.code).toBe('export-gone');
    await world.exports.tend();
    const [waiting] = (await requests()).items;
    expect(waiting).toEqual(
      jasmine.objectContaining({
        exportId,
        reason: '人社局现场核查',
        organisationName: '闽江学校',
        maskedName: '林*强',
        role: 'institution-admin',
        state: 'asked',
        can: { decide: true },
      }),
    );
    // Whoever asks holds no right to decide, and the table would refuse it.
    expect((await decide(home.admin, exportId, true)).problem?.code).toBe('forbidden');
    await expectAsync(
      db.sql(`UPDATE analytics_exports SET decided_by = account_id, state = 'waiting' WHERE id = $1`, [
        exportId,
      ]),
    ).toBeRejectedWithError(/check constraint/);
    expect((await decide(securityAdmin, exportId, true)).body.request.state).toBe('waiting');
    expect((await decide(securityAdmin, exportId, false)).problem?.code).toBe('export-over');
    const ready = await until(home.admin, exportId, 'ready');
    const lasts = Date.parse(ready.expiresAt!) - (await world.clock.now(db.sql));
    expect(lasts).toBeLessThanOrEqual(2 * 3_600_000);
    const { bytes } = await open(home.admin, exportId);
    const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true });
    const headings = rows.find(([cell]) => cell === '学号')!;
    const first = rows[rows.indexOf(headings) + 1]!;
    const people = [0, 1, 2].map((i) => someone(Number.parseInt('Y4', 36) * 100 + i));
    expect(first[headings.indexOf('姓名')]).toBe('陈秀兰');
    expect(people.map(({ phone }) => phone)).toContain(first[headings.indexOf('手机')]!);
    expect(people.map(({ idNumber }) => idNumber)).toContain(first[headings.indexOf('证件号')]!);
    expect(bytes.toString()).toContain(exportId);
    await open(home.admin, exportId);
    expect((await requests()).items.find((each) => each.exportId === exportId)?.opened).toBe(2);
    expect(await events(exportId)).toEqual([
      'export.asked',
      'export.agreed',
      'export.opened-unmasked',
      'export.opened-unmasked',
    ]);
    // Personal data are in the file alone.
    const stored = await db.sql(
      'SELECT to_jsonb(x) AS row FROM analytics_exports x UNION ALL SELECT to_jsonb(e) FROM platform_events e',
    );
    expect(JSON.stringify(stored)).not.toMatch(/陈秀兰|人社局/);
  }, 20_000);

  it('is refused by the second person, lapses, and needs reason and password', async () => {
    const { home, securityAdmin, show, shiftClock, until } = world;
    expect((await ask(home.admin, { password: 'wrong' })).problem?.code).toBe('password-wrong');
    expect((await ask(home.admin, { reason: '' })).problem?.code).toBe('invalid');
    const colleague = await world.person('teacher', 'instructor', home.organisationId);
    expect((await ask(colleague)).problem?.code).toBe('forbidden');
    const refused = (await ask(home.admin)).body.export.exportId;
    expect((await decide(securityAdmin, refused, false)).body.request.state).toBe('refused');
    expect((await show(home.admin, refused)).state).toBe('refused');
    const late = (await ask(home.admin)).body.export.exportId;
    await shiftClock(73 * 3_600_000);
    try {
      expect((await decide(securityAdmin, late, true)).problem?.code).toBe('export-over');
      await world.exports.tend();
      await until(home.admin, late, 'expired');
    } finally {
      await shiftClock(-73 * 3_600_000);
    }
  }, 20_000);
});
