import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { testDatabase, type TestDatabase } from '../src/platform/testing/database.ts';
import { freePort } from './ports.ts';
import { isAlive } from './processes.ts';
import { runServer } from './server.ts';

describe('a server of two processes', () => {
  let database: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    if (process.platform !== 'linux') return;
    database = await testDatabase([]);
    dataDir = mkdtempSync(join(tmpdir(), 'minjiang-server-'));
  }, 60_000);
  afterAll(async () => {
    if (process.platform !== 'linux') return;
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const pids = () =>
    readFileSync(join(dataDir, 'server.pid'), 'utf8')
      .split('\n')
      .flatMap((line) => Number(line) || []);

  it('starts one that was killed again, while the other goes on serving, and stops both when asked', async () => {
    if (process.platform !== 'linux') return pending('several processes share a port on Linux only');
    const port = await freePort();
    const said: string[] = [];
    const leaving = new AbortController();
    const running = runServer({
      root: resolve(import.meta.dirname, '../..'),
      dataDir,
      processes: 2,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.url,
        PORT: String(port),
        HOST: '127.0.0.1',
        MINJIANG_DATA_DIR: dataDir,
        MINJIANG_WEB_DIR: dataDir,
        MINJIANG_DEMO: 'off',
        MINJIANG_REUSE_PORT: 'on',
      },
      terminal: { say: (line) => void said.push(line), step: (_name, work) => work() },
      leaving: { asked: leaving.signal, hard: new AbortController().signal },
      databaseEnded: null,
    });
    let ended = false;
    const end = running.finally(() => (ended = true));
    const serving = async (pid: number) => {
      const within = Date.now() + 60_000;
      while (!listens(pid, port)) {
        if (ended) await end;
        if (Date.now() > within) throw new Error(`not in time: ${said.join('\n')}`);
        await wait(50);
      }
    };
    try {
      await until(() => ended || said.some((line) => line.includes('ready at')));
      await until(() => ended || pids().length === 2);
      const [first, second] = pids() as [number, number];
      await Promise.all([serving(first), serving(second)]);

      process.kill(second, 'SIGKILL');
      await until(() => !isAlive(second));
      expect(listens(first, port)).toBeTrue();
      // A connection that the dead one had taken yet is made again, as every client of ours does.
      expect(await ready(port).catch(() => wait(100).then(() => ready(port)))).toBe(200);
      await until(() => ended || said.some((line) => line.includes('SIGKILL) and is started again')));
      await until(() => ended || pids().some((pid) => pid !== first && pid !== second));
      await serving(pids().find((pid) => pid !== first)!);
      expect(pids().length).toBe(2);

      const last = pids();
      leaving.abort();
      await end;
      expect(last.filter(isAlive)).toEqual([]);
    } finally {
      leaving.abort();
      await end.catch(() => undefined);
    }
  }, 150_000);
});

async function until(holds: () => boolean): Promise<void> {
  for (const within = Date.now() + 60_000; !holds(); await wait(50)) {
    if (Date.now() > within) throw new Error('not in time');
  }
}

/** A new connection for each, which the system gives to any process that listens. */
const ready = (port: number): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } }).then(({ status }) => status);

/** Whether that very process listens at the port: several do. */
function listens(pid: number, port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`);
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) =>
      inodes.includes(readlinkSync(`/proc/${pid}/fd/${fd}`)),
    );
  } catch {
    return false;
  }
}
