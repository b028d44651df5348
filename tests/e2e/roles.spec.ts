import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../server/launch/ports.ts';
import type { Role } from '../../server/src/config.ts';
import { ownDatabase, type OwnDatabase } from '../support/own-database.ts';
import { scratchFolder } from '../support/places.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';

/** Asked on a connection of its own, which the system gives to any of the processes of a port. */
const ask = (origin: string, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = { connection: 'close' };
    get(`${origin}${path}`, { agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).once('error', reject);
  });

describe('the roles of the server', () => {
  let database: OwnDatabase;
  let servers: ServerProcess[];
  const dataDir = scratchFolder('data');
  const of = {} as Record<Role, string>;

  beforeAll(async () => {
    database = await ownDatabase();
    const roles = ['all', 'all', 'api', 'realtime', 'worker'] as const;
    const port = await freePort();
    // All at once on an empty database and an empty folder.
    servers = await Promise.all(
      roles.map((role) =>
        startServer({
          ...{ databaseUrl: database.url, dataDir, role },
          env: {
            NODE_OPTIONS: `--import ${join(import.meta.dirname, '../support/loaded-packages.ts')}`,
            MINJIANG_LOADED_PACKAGES: packagesOf(role),
            ...(role === 'all' ? { MINJIANG_REUSE_PORT: 'on' } : {}),
          },
          ...(role === 'all' ? { port } : {}),
        }),
      ),
    );
    servers.forEach(({ origin }, i) => (of[roles[i]!] = origin));
  }, 120_000);
  const packagesOf = (role: Role) => join(dataDir, `${role}.packages`);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
  });

  it('share one port among several processes', async () => {
    const answered = () => servers.slice(0, 2).map(({ log }) => log().includes('/api/v1/me'));
    for (let i = 0; i < 100 && answered().includes(false); i++) await ask(of.all, '/api/v1/me');
    expect(answered()).toEqual([true, true]);
  });

  it('answer probes in every role, and what is another role’s work in none', async () => {
    const statuses = async (role: Role) => {
      const paths = [
        '/healthz',
        '/readyz',
        '/metrics',
        '/api/v1/me',
        '/api/docs',
        '/socket.io/?EIO=4&transport=polling',
      ];
      return (await Promise.all(paths.map((path) => ask(of[role], path)))).map(({ status }) => status);
    };
    // Socket.IO knows the path and takes WebSocket alone.
    expect(await statuses('realtime')).toEqual([200, 200, 200, 404, 404, 400]);
    expect(await statuses('worker')).toEqual([200, 200, 200, 404, 404, 404]);
    expect(await statuses('api')).toEqual([200, 200, 200, 401, 200, 404]);
    expect(await statuses('all')).toEqual([200, 200, 200, 401, 200, 400]);
  });

  it('agree on one key and apply each step of the schema once', async () => {
    expect(servers.map(({ log }) => /fault|error/i.exec(log()))).toEqual(servers.map(() => null));
    const [{ twice } = { twice: -1 }] = await database.rows<{ twice: number }>(
      'SELECT (count(*) - count(DISTINCT name))::int AS twice FROM platform_migrations',
    );
    expect(twice).toBe(0);
  });

  it('load no more than they need: sockets need neither web framework, ORM nor job queue', async () => {
    const heavy = [
      'express',
      'sequelize',
      'umzug',
      'pg-boss',
      'passport',
      '@tus/server',
      'nodemailer',
      'zod-openapi',
    ];
    const rss: Record<string, number> = {};
    for (const role of ['all', 'realtime'] as const) {
      const [, bytes] =
        /process_resident_memory_bytes (\d+)/.exec((await ask(of[role], '/metrics')).text) ?? [];
      rss[role] = Math.round(Number(bytes) / 1024 ** 2);
    }
    if (process.env['MINJIANG_MEASURE']) console.log('resident, MB', rss);
    await Promise.all(servers.map((server) => server.stop()));
    const loaded = (role: Role) => readFileSync(packagesOf(role), 'utf8').split('\n');
    expect(heavy.filter((name) => !loaded('all').includes(name))).toEqual([]);
    expect(loaded('realtime')).toContain('socket.io');
    expect(loaded('realtime').filter((name) => heavy.includes(name))).toEqual([]);
    expect(rss['realtime']!).toBeLessThan(rss['all']!);
  });
});
