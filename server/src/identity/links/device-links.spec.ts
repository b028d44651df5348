import { setTimeout as wait } from 'node:timers/promises';
import { identityRoutes, linkEvents, linkNamespace, type DeviceStanding } from '@minjiang/shared/identity';
import { socketClient } from '../../platform/testing/socket-client.ts';
import { centreFixture, type CentreFixture } from '../testing/centre-fixture.ts';
import { copySeen } from './welcome-device.ts';

describe('the link of a machine', () => {
  let at: CentreFixture;
  beforeAll(async () => (at = await centreFixture({ leastProgram: '1.0.0' })));
  afterAll(() => at.close());

  const code = (answer: unknown) => (answer as { problem?: { code: string } }).problem?.code;
  async function until(what: string, is: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; !(await is()); tries++) {
      if (tries > 100) throw new Error(`in vain: ${what}`);
      await wait(50);
    }
  }
  const tileOf = async (deviceId: string) => (await at.wall()).tiles.find(({ id }) => id === deviceId)!;

  it('begins with a number that is signed, and answers what is demanded', async () => {
    const one = await at.enrolled('01');
    const { answer, close } = await at.link(one, { occupied: true, signals: ['remote-session'] });
    expect(answer).toEqual({
      lock: { version: 0, locked: false, orderId: null },
      orders: [],
      leastProgram: '1.0.0',
    });
    await until('the machine on the wall', async () => (await tileOf(one.deviceId)).reachable);
    const tile = await tileOf(one.deviceId);
    expect(tile).toEqual(
      jasmine.objectContaining({ occupied: true, signals: ['remote-session'], incidents: ['signal'] }),
    );
    close();
    await until('its absence', async () => !(await tileOf(one.deviceId)).reachable);
    expect((await tileOf(one.deviceId)).incidents).toEqual(['not-seen']);
  });

  it('is refused to a number of another connection, another key, another place and a second hello', async () => {
    const [one, other] = [await at.enrolled('02'), await at.enrolled('03')];
    const { hello, ask, close } = await at.link(one);
    expect(code(await ask(linkEvents.hello, hello))).toBe('device-nonce');
    close();
    const again = async (spoil: (nonce: string) => object) => {
      const client = await socketClient(at.first.port, linkNamespace);
      const { nonce } = (await client.told(linkEvents.challenge)) as { nonce: string };
      const answer = await client.ask(linkEvents.hello, spoil(nonce));
      client.close();
      return code(answer);
    };
    expect(await again(() => hello)).toBe('device-nonce');
    expect(await again((nonce) => other.machine.hello({ deviceId: one.deviceId, nonce }))).toBe(
      'device-signature',
    );
    const elsewhere = { ...hello, origin: 'https://elsewhere.example.org' };
    expect(await again((nonce) => ({ ...elsewhere, nonce }))).toBe('device-signature');
    expect(await again(() => ({ ...hello, startCount: 0 }))).toBe('invalid');
    expect(await again(() => ({ ...hello, deviceId: '01890000-0000-7000-8000-000000000001' }))).toBe(
      'device-unknown',
    );
  });

  it('hears nothing and says nothing before it is believed', async () => {
    const client = await socketClient(at.first.port, linkNamespace);
    await client.told(linkEvents.challenge);
    const news = client.ask(linkEvents.news, { occupied: true, displays: 1, signals: [] });
    expect(await Promise.race([news, wait(300, 'silence')])).toBe('silence');
    client.close();
  });

  it('carries lock and unlock at once, and to whoever was away when he is back', async () => {
    const one = await at.enrolled('04');
    const link = await at.link(one);
    const from = Date.now();
    const { orders } = (await at.order([one.deviceId], { kind: 'lock' })).body;
    const told = (await link.told(linkEvents.standing)) as DeviceStanding;
    expect(Date.now() - from).toBeLessThan(2_000);
    expect(told).toEqual({ lock: { version: 1, locked: true, orderId: orders[0]!.orderId } });
    expect((await tileOf(one.deviceId)).order?.progress).toBe('sent');
    await link.ask(linkEvents.told, { orderId: orders[0]!.orderId, progress: 'arrived' });
    expect((await tileOf(one.deviceId)).order?.progress).toBe('arrived');
    await link.ask(linkEvents.told, { orderId: orders[0]!.orderId, progress: 'done' });
    expect((await tileOf(one.deviceId)).order).toEqual(
      jasmine.objectContaining({ kind: 'lock', progress: 'done', expiresAt: null }),
    );
    link.close();
    one.machine.start();
    const back = await at.link(one);
    expect(back.answer.lock?.locked).toBeTrue();
    back.close();
    await at.order([one.deviceId], { kind: 'unlock' });
    const later = await at.link(one);
    expect(later.answer.lock).toEqual(jasmine.objectContaining({ version: 2, locked: false }));
    later.close();
  });

  it('reaches a machine at another process, and the newest link of a machine is the one that counts', async () => {
    const one = await at.enrolled('05');
    const second = await at.startProcess();
    const link = await at.link(one, {}, second.port);
    await at.order([one.deviceId], { kind: 'message', text: '请到前台' });
    const told = (await link.told(linkEvents.standing)) as DeviceStanding;
    expect(told.orders).toEqual([jasmine.objectContaining({ kind: 'message', text: '请到前台' })]);
    const newer = await at.link(one, {}, second.port);
    await link.closed;
    expect(newer.answer.orders?.length).toBe(1);
    expect(second.count()).toBe(1);
    newer.close();
  });

  it('tells anew what a lost signal kept back, once it is heard of the machine', async () => {
    const one = await at.enrolled('06');
    const link = await at.link(one);
    await at.at.db.sql(
      `UPDATE identity_devices SET locked = true, lock_version = lock_version + 1 WHERE id = $1`,
      [one.deviceId],
    );
    await link.ask(linkEvents.news, { occupied: false, displays: 2, signals: [] });
    const told = (await link.told(linkEvents.standing)) as DeviceStanding;
    expect(told.lock).toEqual({ version: 1, locked: true, orderId: null });
    await link.ask(linkEvents.news, { occupied: false, displays: 1, signals: [] });
    await wait(2_000);
    expect(link.times(linkEvents.standing)).toBe(1);
    link.close();
  });

  it('lets messages and restarts expire, and takes a later start for the restart that was ordered', async () => {
    const one = await at.enrolled('07');
    const link = await at.link(one);
    const { orderId } = (await at.order([one.deviceId], { kind: 'restart' })).body.orders[0]!;
    await link.ask(linkEvents.told, { orderId, progress: 'arrived' });
    link.close();
    one.machine.start();
    const back = await at.link(one);
    expect(back.answer.orders).toEqual([]);
    expect((await tileOf(one.deviceId)).order?.progress).toBe('done');
    back.close();
    await at.order([one.deviceId], { kind: 'message', text: '下课' });
    await at.at.shiftClock(10 * 60_000);
    expect((await tileOf(one.deviceId)).order?.progress).toBe('expired');
    const late = await at.link(one);
    expect(late.answer.orders).toEqual([]);
    await at.at.identity.cleanUp();
    const [row] = await at.at.db.sql<{ outcome: string }>(
      `SELECT outcome FROM identity_device_orders WHERE device_id = $1 AND kind = 'message'`,
      [one.deviceId],
    );
    expect(row?.outcome).toBe('expired');
    late.close();
  });

  it('takes no word for the order of another machine', async () => {
    const [one, other] = [await at.enrolled('08'), await at.enrolled('09')];
    const link = await at.link(one);
    const { orderId } = (await at.order([other.deviceId], { kind: 'lock' })).body.orders[0]!;
    await link.ask(linkEvents.told, { orderId, progress: 'done' });
    expect((await tileOf(other.deviceId)).order?.progress).toBe('sent');
    expect(code(await link.ask(linkEvents.told, { orderId: 'x', progress: 'done' }))).toBe('invalid');
    link.close();
  });

  it('shows a copy of the machine, which is held with it', async () => {
    const one = await at.enrolled('10');
    (await at.link(one)).close();
    const copy = { deviceId: one.deviceId, machine: one.machine.copied() };
    one.machine.start();
    (await at.link(one)).close();
    expect(code((await at.link(copy)).answer)).toBe('device-held');
    const [event] = await at.at.db.sql<{ id: string; kind: string; data: Record<string, unknown> }>(
      `SELECT id, kind, data FROM platform_events WHERE kind = $1 AND subject_id = $2`,
      [copySeen, one.deviceId],
    );
    expect(event?.data).toEqual({ reason: 'start-twice' });
    const stored = { ...event!, actorId: null, subjectKind: 'device', subjectId: one.deviceId };
    await at.at.db.transaction((tx) => at.at.identity.onCopySeen(stored, tx));
    expect((await tileOf(one.deviceId)).incidents[0]).toBe('held');
    expect(at.at.ended).toContain(one.deviceId);
    expect(code((await at.link(one)).answer)).toBe('device-held');
  });

  it('is cut when its machine is removed', async () => {
    const one = await at.enrolled('11');
    const link = await at.link(one);
    const { cookie } = at.home;
    const decision = { params: { deviceId: one.deviceId }, body: { decision: 'remove' as const }, cookie };
    await at.app.call(identityRoutes.decideDevice, decision);
    await link.ask(linkEvents.news, { occupied: false, displays: 1, signals: [] });
    await link.closed;
    expect(code((await at.link(one)).answer)).toBe('device-unknown');
  });
});
