import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type Database } from '../db/database.ts';
import { makeLog } from '../log.ts';
import { makeMetrics } from '../ops/metrics.ts';
import { makeSockets } from '../sockets/sockets.ts';
import { testActors } from '../testing/actors.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { redisIsInstalled, startOwnRedis, type OwnRedis } from '../testing/own-redis.ts';
import { carrySignals } from './carry-signals.ts';
import { sendSignal } from './signals.ts';

const log = makeLog('silent', 'spec');
const actors = testActors();
const learner = actors.enter({ role: 'learner' });
const told = { room: `account:${learner.accountId}`, payload: { n: 1 } };

/** A process of the platform as far as signals know one: its database, its carrier and its pages. */
async function startProcess(urls: { databaseUrl: string; redisUrl: string }, holdsSockets: boolean) {
  const metrics = makeMetrics();
  const carrier = await carrySignals({ ...urls, log, metrics });
  const db: Database = openDatabase(urls.databaseUrl, log, { models: 2, plain: 1 }, 0, carrier.publish);
  let asked = 0;
  const check = (key: string) => {
    asked++;
    return actors.socketSessions.check(key);
  };
  const sockets = makeSockets({ keyOf: () => learner.cookie, check }, () => true, log);
  sockets.on('spec:event', [...learner.permissions][0]!, () => Promise.resolve('kept'));
  const server = createServer();
  if (holdsSockets) {
    carrier.listen(sockets);
    sockets.attach(server);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    db,
    asked: () => asked,
    metrics: () => metrics.text(),
    redis: carrier.redis!,
    connected: () => carrier.redis?.status === 'ready',
    port: (server.address() as AddressInfo).port,
    async stop() {
      await sockets.close(100);
      server.close();
      await carrier.stop();
      await db.close();
    },
  };
}

/** A page by the protocol of Socket.IO, without its client. */
async function open(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  socket.onmessage = ({ data }) => {
    heard.push(String(data));
    if (String(data).startsWith('0')) socket.send('40');
    if (data === '2') socket.send('3');
  };
  const hears = (what: string) => until(() => heard.some((text) => text.includes(what)));
  await hears('40{');
  return {
    heard,
    hears,
    closed: () => until(() => socket.readyState === 3),
    send: (t: string) => socket.send(t),
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; !holds(); i++) {
    if (i > 500) throw new Error('not in time');
    await wait(10);
  }
}

describe('signals over Redis', () => {
  const possible = redisIsInstalled();
  let redis: OwnRedis;
  let database: TestDatabase;
  let api: Awaited<ReturnType<typeof startProcess>>;
  let holders: (typeof api)[];

  beforeEach(() => {
    if (!possible) pending('redis-server is not installed');
  });
  beforeAll(async () => {
    if (!possible) return;
    [redis, database] = await Promise.all([startOwnRedis(), testDatabase([])]);
    const urls = { databaseUrl: database.url, redisUrl: redis.url };
    api = await startProcess(urls, false);
    holders = await Promise.all([1, 2].map(() => startProcess(urls, true)));
    await until(() => [api, ...holders].every((each) => each.connected()));
    // What hears has a connection of its own.
    await wait(200);
  });
  afterAll(async () => {
    if (!possible) return;
    await Promise.all([api, ...holders].map((each) => each.stop()));
    await Promise.all([redis.kill(), database.close()]);
  });

  it('reach pages of every process when the transaction has committed, and none when it has not', async () => {
    const pages = await Promise.all(holders.map(({ port }) => open(port)));
    const undone = api.db.transaction(async ({ sql }) => {
      await sendSignal(sql, { ...told, event: 'undone' });
      throw new Error('no');
    });
    await expectAsync(undone).toBeRejected();
    await api.db.transaction(async ({ sql }) => {
      await sendSignal(sql, { ...told, event: 'done' });
      await wait(100);
      expect(pages.flatMap(({ heard }) => heard.filter((text) => text.includes('done')))).toEqual([]);
    });
    await Promise.all(pages.map((page) => page.hears('42["done",{"n":1}]')));
    // From a process that holds sockets itself, each page hears it once.
    await sendSignal(holders[0]!.db.sql, { ...told, event: 'at-once' });
    await Promise.all(pages.map((page) => page.hears('at-once')));
    await wait(50);
    for (const { heard } of pages) {
      expect(heard.filter((text) => text.startsWith('42'))).toEqual([
        '42["done",{"n":1}]',
        '42["at-once",{"n":1}]',
      ]);
    }
  });

  it('need nobody who listens at PostgreSQL', async () => {
    const rows = await database.db.sql(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    expect(rows).toEqual([]);
  });

  it('have pages of other processes asked anew, and cut them off after they were told', async () => {
    const [holder] = holders;
    const page = await open(holder!.port);
    const before = holder!.asked();
    page.send('420["spec:event",{}]');
    await page.hears('430["kept"]');
    expect(holder!.asked()).toBe(before);
    await sendSignal(api.db.sql, { ...told, event: 'turned', doubt: true });
    await page.hears('turned');
    await wait(50);
    page.send('421["spec:event",{}]');
    await page.hears('431["kept"]');
    expect(holder!.asked()).toBe(before + 1);
    await sendSignal(api.db.sql, { ...told, event: 'ended', disconnect: true });
    await page.hears('ended');
    await page.closed();
  });

  it('go to the pages of the same process while Redis is gone, and to all again when it is back', async () => {
    const [here, elsewhere] = holders;
    const [near, far] = [await open(here!.port), await open(elsewhere!.port)];
    await redis.kill();
    await until(() => !here!.connected());
    await here!.db.transaction(({ sql }) => sendSignal(sql, { ...told, event: 'meanwhile' }));
    await near.hears('meanwhile');
    const metrics = await here!.metrics();
    expect(metrics).toContain('minjiang_signals_kept_total 1');
    expect(metrics).toContain('minjiang_redis_connected 0');
    await redis.start();
    await until(() => [api, here!, elsewhere!].every((each) => each.connected()));
    const again = setInterval(() => void sendSignal(api.db.sql, { ...told, event: 'again' }), 50);
    await Promise.all([near.hears('again'), far.hears('again')]).finally(() => clearInterval(again));
    expect(far.heard.some((text) => text.includes('meanwhile'))).toBeFalse();
  });

  it('that were lost while Redis was gone are made up for: every page is asked anew when it is back', async () => {
    const pages = await Promise.all(holders.map(({ port }) => open(port)));
    const ask = async (n: number) => {
      pages.forEach((page) => page.send(`42${n}["spec:event",{}]`));
      await Promise.all(pages.map((page) => page.hears(`43${n}["kept"]`)));
      return holders.map(({ asked }) => asked());
    };
    const before = await ask(1);
    expect(await ask(2)).toEqual(before);
    await redis.kill();
    await until(() => holders.every((each) => !each.connected()));
    await redis.start();
    await until(() => holders.every((each) => each.connected()));
    await wait(3000);
    expect(await ask(3)).toEqual(before.map((n) => n + 1));
    expect(await ask(4)).toEqual(before.map((n) => n + 1));
  }, 15_000);

  it('that a process kept have every page asked anew when that process can tell again', async () => {
    const [holder] = holders;
    const page = await open(holder!.port);
    const { redis: link } = api;
    link.disconnect();
    await until(() => !api.connected());
    await sendSignal(api.db.sql, { ...told, event: 'kept-back' });
    const before = holder!.asked();
    await link.connect();
    await wait(300);
    page.send('425["spec:event",{}]');
    await page.hears('435["kept"]');
    expect(holder!.asked()).toBe(before + 1);
    expect(page.heard.some((text) => text.includes('kept-back'))).toBeFalse();
  });
});
