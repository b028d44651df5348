import { setTimeout as wait } from 'node:timers/promises';
import { exportRoutes } from '@minjiang/shared/analytics';
import { exportSource, type SourceRow } from '../export-sources/source.ts';
import { exportsWorld, type ExportsWorld } from '../testing/exports-world.ts';
import { holdExport, writeExport } from './write-export.ts';

/** A kind of export that goes on as long as a spec wants. */
function longSource() {
  const control = { batches: 3, slow: false, opened: 0, open: 0, fault: false };
  const source = exportSource({
    kind: 'staff-progress',
    permission: 'class:read',
    admit: () => Promise.resolve([]),
    open: () => {
      control.opened++;
      async function* batches(): AsyncGenerator<SourceRow[]> {
        control.open++;
        try {
          for (let i = 0; i < control.batches; i++) {
            if (control.slow) await wait(50);
            if (control.fault && i === 1) throw new Error('the disk is full');
            yield Array.from({ length: 1000 }, (_each, at) => ({
              accountId: null,
              cells: { number: i * 1000 + at },
            }));
          }
        } finally {
          control.open--;
        }
      }
      return Promise.resolve({
        total: control.batches * 1000,
        asOf: 0,
        columns: [{ code: 'number', kind: 'number' } as const],
        batches: batches(),
      });
    },
  });
  return { source, control };
}

const subject = { kind: 'staff-progress' };

describe('an export under way', () => {
  let world: ExportsWorld;
  const { source, control } = longSource();
  const stop = new AbortController().signal;
  beforeAll(async () => {
    // Nobody works but who is told to.
    world = await exportsWorld({ sources: [source], work: false });
  }, 60_000);
  afterAll(() => world.close());
  beforeEach(async () => {
    Object.assign(control, { batches: 3, slow: false, fault: false });
    await world.db.sql(
      `UPDATE analytics_exports SET state = 'cancelled' WHERE state IN ('asked', 'waiting', 'working')`,
    );
  });

  const make = async (format: 'csv' | 'xlsx' = 'csv') =>
    (await world.make(world.home.admin, subject, { format })).body.export.exportId;
  const stateOf = async (exportId: string) => (await world.show(world.home.admin, exportId)).state;

  it('tells how far it is, and stops when it is cancelled, leaving nothing', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      Object.assign(control, { batches: 100_000, slow: true });
      const exportId = await make(format);
      const work = writeExport(world.deps, exportId, stop);
      for (
        let tries = 0;
        (await world.show(world.home.admin, exportId)).rows === null && tries < 100;
        tries++
      )
        await wait(50);
      await wait(1200);
      const seen = await world.show(world.home.admin, exportId);
      expect([seen.state, seen.rows]).toEqual(['working', 100_000_000]);
      const given = { cookie: world.home.admin.cookie, params: { exportId } };
      expect((await world.app.call(exportRoutes.cancelExport, given)).body.export.state).toBe('cancelled');
      const began = performance.now();
      await work;
      expect(performance.now() - began).toBeLessThan(5000);
      expect(await stateOf(exportId)).toBe('cancelled');
      expect(await world.storage.has(`exports/${exportId}/file`)).toBeFalse();
      expect(control.open).toBe(0);
      expect(world.db.waiting()).toBe(0);
      expect((await world.app.call(exportRoutes.cancelExport, given)).problem?.code).toBe('export-over');
    }
  }, 20_000);

  it('is written by one worker at a time, and begun again by another when that one died', async () => {
    const exportId = await make();
    const dead = await holdExport(world.deps, exportId);
    await world.db.sql(`UPDATE analytics_exports SET state = 'working', tries = 1 WHERE id = $1`, [exportId]);
    await world.storage.put(`exports/${exportId}/file.half.part`, Buffer.from('half'));
    const before = control.opened;
    await writeExport(world.deps, exportId, stop);
    expect([control.opened - before, await stateOf(exportId)]).toEqual([0, 'working']);
    await dead!.release();
    await writeExport(world.deps, exportId, stop);
    expect(await stateOf(exportId)).toBe('ready');
    expect(await world.storage.has(`exports/${exportId}/file.half.part`)).toBeFalse();
    await writeExport(world.deps, exportId, stop);
    expect(control.opened - before).toBe(1);
  });

  it('is left to the next start when its worker is stopped, and given up after three that died', async () => {
    Object.assign(control, { batches: 100_000, slow: true });
    const exportId = await make();
    const stopping = new AbortController();
    const work = writeExport(world.deps, exportId, stopping.signal);
    await wait(300);
    stopping.abort();
    await work;
    expect(await stateOf(exportId)).toBe('waiting');
    expect(control.open).toBe(0);
    await world.db.sql(`UPDATE analytics_exports SET state = 'working', tries = 3 WHERE id = $1`, [exportId]);
    await writeExport(world.deps, exportId, stop);
    const row = await world.show(world.home.admin, exportId);
    expect([row.state, row.failure]).toEqual(['failed', 'fault']);
  });

  it('fails whole when its rows do', async () => {
    control.fault = true;
    for (const format of ['csv', 'xlsx'] as const) {
      const exportId = await make(format);
      await writeExport(world.deps, exportId, stop);
      const row = await world.show(world.home.admin, exportId);
      expect([row.state, row.failure, row.can.open]).toEqual(['failed', 'fault', false]);
      expect(await world.storage.has(`exports/${exportId}/file`)).toBeFalse();
      expect((await world.open(world.home.admin, exportId)).problem?.code).toBe('export-gone');
    }
  });

  it('is not written for somebody whose role ended, nor for one who was suspended', async () => {
    const { person, home, db, make: makeFor } = world;
    for (const [name, change] of [
      ['ended', 'UPDATE identity_assignments SET ended_at = now() WHERE account_id = $1'],
      ['suspended', `UPDATE identity_accounts SET state = 'suspended' WHERE id = $1`],
    ] as const) {
      const leaving = await person(name, 'instructor', home.organisationId);
      const { exportId } = (await makeFor(leaving, subject)).body.export;
      await db.sql(change, [leaving.accountId]);
      await writeExport(world.deps, exportId, stop);
      const [row] = await db.sql('SELECT state, failure FROM analytics_exports WHERE id = $1', [exportId]);
      expect(row).toEqual({ state: 'failed', failure: 'role-ended' });
    }
  });

  it('is one of a few of its maker and of his organisation', async () => {
    const { home, away, person, make: makeFor } = world;
    const answers = await Promise.all(Array.from({ length: 5 }, () => makeFor(home.admin, subject)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.problem?.code).toBe('export-limit');
    for (const name of ['one', 'two'])
      for (let i = 0; i < 3; i++) await makeFor(await colleague(name, i), subject);
    const third = await person('three', 'instructor', home.organisationId);
    expect((await makeFor(third, subject)).status).toBe(201);
    expect((await makeFor(third, subject)).problem?.code).toBe('export-limit');
    expect((await makeFor(away.admin, subject)).status).toBe(201);
  });

  const colleagues = new Map<string, { cookie: string }>();
  async function colleague(name: string, round: number) {
    if (round === 0) colleagues.set(name, await world.person(name, 'instructor', world.home.organisationId));
    return colleagues.get(name)!;
  }
});
