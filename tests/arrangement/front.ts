import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../server/launch/ports.ts';
import { root } from '../support/places.ts';
import { until } from '../support/waiting.ts';

/** Where nginx leads; every figure is a port of this machine. */
export interface Places {
  readonly database: number;
  readonly api: readonly number[];
  readonly realtime: readonly number[];
}

/** The nginx of the installation before everything: pages and sockets, and one address for the database. */
export interface Front {
  readonly origin: string;
  readonly databasePort: number;
  /** Leads elsewhere from now on, as an operator does it: one line, and a reload. */
  lead(to: Places): void;
  stop(): Promise<void>;
}

const deployment = join(root, 'installers/server/nginx');
const stream = '/usr/lib/nginx/modules/ngx_stream_module.so';

/** @throws when nginx or its stream module is not on this machine */
export async function startFront(folder: string, first: Places): Promise<Front> {
  mkdirSync(folder, { recursive: true });
  // Its workers give up root.
  chmodSync(folder, 0o755);
  const [http, database] = [await freePort(), await freePort()];
  const file = join(folder, 'nginx.conf');
  const write = (to: Places) => writeFileSync(file, configOf(folder, { http, database }, to));
  write(first);
  const nginx = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  nginx.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  nginx.once('error', (error) => (said += error.message));
  const ended = new Promise<void>((resolve) => nginx.once('close', () => resolve()));
  const kill = () => void nginx.kill('SIGTERM');
  process.once('exit', kill);
  await until('nginx', () => {
    if (nginx.exitCode !== null || nginx.pid === undefined) throw new Error(`nginx did not start: ${said}`);
    return listens(database);
  });
  return {
    origin: `http://127.0.0.1:${http}`,
    databasePort: database,
    lead(to) {
      write(to);
      const { status, stderr } = spawnSync('nginx', ['-t', '-c', file], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      nginx.kill('SIGHUP');
    },
    async stop() {
      process.off('exit', kill);
      nginx.kill('SIGTERM');
      await ended;
    },
  };
}

function configOf(
  folder: string,
  ports: { readonly http: number; readonly database: number },
  to: Places,
): string {
  const upstream = (name: string, targets: readonly number[]) =>
    `upstream ${name} { least_conn; ${targets.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(' ')} }`;
  // The installation's own file, with the ports of this run.
  const database = readFileSync(join(deployment, 'database.conf'), 'utf8')
    .replace('server 127.0.0.1:5432;', `server 127.0.0.1:${to.database};`)
    .replace('listen 127.0.0.1:6432', `listen 127.0.0.1:${ports.database}`);
  const pages = [
    upstream('minjiang_api', to.api),
    upstream('minjiang_realtime', to.realtime),
    `proxy_cache_path ${folder}/cache keys_zone=minjiang_media:10m;`,
    `server { listen 127.0.0.1:${ports.http}; include ${deployment}/locations.conf; }`,
  ];
  return [
    ...(existsSync(stream) ? [`load_module ${stream};`] : []),
    `pid ${folder}/nginx.pid;`,
    `error_log ${folder}/error.log warn;`,
    'worker_processes 2;',
    'worker_rlimit_nofile 20000;',
    'events { worker_connections 9000; }',
    database,
    'http {',
    `include ${deployment}/http.conf;`,
    'access_log off;',
    `client_body_temp_path ${folder}/body;`,
    `proxy_temp_path ${folder}/proxy;`,
    // Before there are processes only the database is led to.
    ...(to.api.length > 0 ? pages : []),
    '}',
    '',
  ].join('\n');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
