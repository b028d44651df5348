import { identityRoutes } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { password } from '../testing/identity-fixture.ts';
import { centreFixture, type CentreFixture } from '../testing/centre-fixture.ts';

describe('a training centre', () => {
  let at: CentreFixture;
  beforeAll(async () => (at = await centreFixture({ leastProgram: '1.1.0' })));
  afterAll(() => at.close());

  const rooms = async (cookie = at.home.cookie) =>
    (await at.app.call(identityRoutes.listRooms, { cookie })).body.rooms;
  const addRoom = (name: string, cookie = at.home.cookie) =>
    at.app.call(identityRoutes.createRoom, { body: { name }, cookie });
  const rename = (roomId: string, name: string, cookie = at.home.cookie) =>
    at.app.call(identityRoutes.renameRoom, { params: { roomId }, body: { name }, cookie });
  const closeRoom = (roomId: string, cookie = at.home.cookie) =>
    at.app.call(identityRoutes.closeRoom, { params: { roomId }, cookie });
  const place = (deviceId: string, room: string, name: string, cookie = at.home.cookie) =>
    at.app.call(identityRoutes.placeDevice, { params: { deviceId }, body: { room, name }, cookie });
  const named = async (name: string) => (await rooms()).find((room) => room.name === name);

  it('has rooms that codes and machines bring along, and that are renamed with them', async () => {
    const one = await at.enrolled('01', '东楼 1');
    const { id } = (await named('东楼 1'))!;
    expect((await rename(id, '东楼 101')).body.room).toEqual({ id, name: '东楼 101', machines: 1 });
    expect((await at.wall('东楼 101')).tiles.map((tile) => tile.id)).toEqual([one.deviceId]);
    expect((await at.wall('东楼 1')).tiles).toEqual([]);
    expect((await addRoom('东楼 101')).problem?.code).toBe('room-known');
    const other = (await addRoom('东楼 102')).body.room;
    expect((await rename(other.id, '东楼 101')).problem?.code).toBe('room-known');
  });

  it('closes an empty room only, and opens it again under its name', async () => {
    const one = await at.enrolled('01', '西楼 1');
    const { id } = (await named('西楼 1'))!;
    expect((await closeRoom(id)).problem?.code).toBe('room-in-use');
    expect((await place(one.deviceId, '西楼 2', '01 号机')).status).toBe(204);
    expect((await closeRoom(id)).status).toBe(204);
    expect(await named('西楼 1')).toBeUndefined();
    expect((await closeRoom(id)).status).toBe(404);
    expect((await addRoom('西楼 1')).body.room.id).toBe(id);
    const [tile] = (await at.wall('西楼 2')).tiles;
    expect(tile).toEqual(jasmine.objectContaining({ id: one.deviceId, name: '01 号机' }));
  });

  it('touches nothing of another centre', async () => {
    const one = await at.enrolled('01', '北楼 1');
    const { id } = (await named('北楼 1'))!;
    const { cookie } = at.away;
    expect((await rename(id, 'x', cookie)).status).toBe(404);
    expect((await closeRoom(id, cookie)).status).toBe(404);
    expect((await place(one.deviceId, 'x', 'x', cookie)).status).toBe(404);
    expect((await at.order([one.deviceId], { kind: 'lock' }, cookie)).status).toBe(404);
    expect((await at.wall(undefined, cookie)).tiles.map((tile) => tile.id)).not.toContain(one.deviceId);
    expect((await rooms(cookie)).map((room) => room.id)).not.toContain(id);
  });

  it('orders many machines at once, all or none, and the trail says who', async () => {
    const ids = [(await at.enrolled('01', '南楼')).deviceId, (await at.enrolled('02', '南楼')).deviceId];
    const foreign = (await at.enrolled('01', '外', at.away.cookie)).deviceId;
    expect((await at.order([...ids, foreign], { kind: 'lock' })).status).toBe(404);
    expect((await at.wall('南楼')).tiles.some(({ locked }) => locked)).toBeFalse();
    expect((await at.order([...ids, newId()], { kind: 'lock' })).status).toBe(404);
    expect((await at.order([ids[0]!, ids[0]!], { kind: 'lock' })).status).toBe(400);
    expect((await at.order([], { kind: 'lock' })).status).toBe(400);
    expect((await at.order(ids, { kind: 'message', text: ' ' })).status).toBe(400);
    const { orders } = (await at.order(ids, { kind: 'lock' })).body;
    expect(orders.map(({ deviceId }) => deviceId).sort()).toEqual([...ids].sort());
    const { tiles } = await at.wall('南楼');
    expect(tiles.map(({ locked, order }) => [locked, order?.kind, order?.progress])).toEqual([
      [true, 'lock', 'sent'],
      [true, 'lock', 'sent'],
    ]);
    await at.order(ids, { kind: 'unlock' });
    const outcomes = await at.at.db.sql<{ kind: string; outcome: string | null }>(
      `SELECT kind, outcome FROM identity_device_orders WHERE device_id = $1 ORDER BY ordered_at`,
      [ids[0]],
    );
    expect(outcomes).toEqual([
      { kind: 'lock', outcome: 'replaced' },
      { kind: 'unlock', outcome: null },
    ]);
    const trail = await at.at.db.sql<{ kind: string; named: boolean }>(
      `SELECT kind, actor_id IS NOT NULL AS named FROM platform_events
       WHERE subject_id = $1 AND kind LIKE 'device.%locked' ORDER BY id`,
      [ids[0]],
    );
    expect(trail).toEqual([
      { kind: 'device.locked', named: true },
      { kind: 'device.unlocked', named: true },
    ]);
  });

  it('sees incidents first: held, a missed check, an old program, one that is not there', async () => {
    const room = '墙';
    const [away, idle, busy, old, missed, held] = [
      await at.enrolled('1', room),
      await at.enrolled('2', room),
      await at.enrolled('10', room),
      await at.enrolled('4', room),
      await at.enrolled('5', room),
      await at.enrolled('6', room),
    ];
    const links = [
      await at.link(idle, {}, at.first.port, '1.1.0'),
      await at.link(busy, { occupied: true }, at.first.port, '1.1.0'),
      await at.link(old, {}, at.first.port, '1.0.9'),
      await at.link(missed, { occupied: true }, at.first.port, '1.1.0'),
    ];
    at.at.missed.push(missed.deviceId);
    await at.at.db.sql(
      `UPDATE identity_devices SET state = 'held', held_reason = 'start-twice' WHERE id = $1`,
      [held.deviceId],
    );
    let { tiles } = await at.wall(room);
    for (let tries = 0; tiles.filter(({ reachable }) => reachable).length < 4 && tries < 100; tries++) {
      await new Promise((go) => setTimeout(go, 50));
      ({ tiles } = await at.wall(room));
    }
    expect(tiles.map(({ id }) => id)).toEqual(
      [held, missed, away, old, busy, idle].map(({ deviceId }) => deviceId),
    );
    expect(tiles.map(({ group, incidents: [first] }) => [group, first])).toEqual([
      ['incident', 'held'],
      ['incident', 'check-missed'],
      ['incident', 'old-program'],
      ['incident', 'old-program'],
      ['in-use', undefined],
      ['idle', undefined],
    ]);
    expect(tiles[2]!.incidents).toEqual(['old-program', 'not-seen']);
    for (const link of links) link.close();
  });

  it('is seen by the system administrator, who orders nothing', async () => {
    await at.at.person({ userName: 'sys', name: '周全', password, assignments: [{ role: 'system-admin' }] });
    const cookie = (await at.at.signIn('sys')).cookie!;
    const one = await at.enrolled('01', '总览');
    const { items } = (await at.app.call(identityRoutes.listCentres, { query: {}, cookie })).body;
    const own = items.find(({ id }) => id === at.home.organisationId)!;
    expect(own.machines).toBeGreaterThan(0);
    expect(own.rooms).toBe((await rooms()).length);
    const params = { organisationId: at.home.organisationId };
    const seen = await at.app.call(identityRoutes.getCentreWall, { params, query: { room: '总览' }, cookie });
    expect(seen.body.tiles.map(({ id }) => id)).toEqual([one.deviceId]);
    const nowhere = { params: { organisationId: newId() }, query: {}, cookie };
    expect((await at.app.call(identityRoutes.getCentreWall, nowhere)).status).toBe(404);
    expect((await at.order([one.deviceId], { kind: 'lock' }, cookie)).status).toBe(403);
  });
});
