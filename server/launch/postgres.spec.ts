import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import pg from 'pg';
import { LaunchFault } from './fault.ts';
import { discardPostgres, startPostgres, type RunningPostgres } from './postgres.ts';
import { recordedCluster } from './postgres/place.ts';
import { isAlive } from './processes.ts';

const program = join(import.meta.dirname, 'postgres.ts');

describe('our own PostgreSQL', () => {
  let dataDir: string;
  let running: RunningPostgres | null = null;

  // mkdtemp makes a folder that only its owner can enter: for root, the hardest case there is.
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'minjiang-postgres-'));
  });

  afterEach(async () => {
    await running?.stop(true);
    running = null;
    await discardPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<RunningPostgres> {
    running = await startPostgres({ dataDir, durable: false });
    return running;
  }

  it('keeps the data, the address and the password over a restart', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE learner (name text)');
    await ask(first.url, "INSERT INTO learner VALUES ('王五'), ('安'), ('李四')");
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT name FROM learner ORDER BY name')).toEqual([
      { name: '安' },
      { name: '李四' },
      { name: '王五' },
    ]);
  });

  it('lets the platform in as an ordinary role, by password and from this machine only', async () => {
    const { url } = await start();
    const [role] = await ask(url, 'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user');
    expect(role).toEqual({ super: false });
    const stranger = new URL(url);
    stranger.password = 'wrong';
    await expectAsync(ask(stranger.toString(), 'SELECT 1')).toBeRejectedWithError(/password/);
    expect(await ask(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
    expect(Number(new URL(url).port)).toBeLessThan(32_768);
  });

  it('puts the data where its account can enter when only root can enter the data folder', async () => {
    if (process.getuid?.() !== 0)
      return pending('only root has an account that cannot enter its own folders');
    const { url } = await start();
    const cluster = recordedCluster(join(dataDir, 'postgres'));
    expect(cluster.startsWith(dataDir)).toBeFalse();
    expect(statSync(cluster).uid).not.toBe(0);
    await ask(url, 'CREATE TABLE kept ()');
    await running?.stop();
    expect(await ask((await start()).url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
  });

  it('refuses a second program on the same data in one sentence', async () => {
    await start();
    await expectAsync(startPostgres({ dataDir })).toBeRejectedWithError(
      LaunchFault,
      new RegExp(`already runs on this data folder \\(process ${process.pid}\\)`),
    );
  });

  it('waits for a program that is just stopping', async () => {
    const first = await start();
    const stopping = first.stop();
    running = await startPostgres({ dataDir, durable: false });
    await stopping;
    expect(await ask(running.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('stops the orphan of a killed program and goes on with every committed row', async () => {
    const other = spawn(process.execPath, [program, '--data', dataDir, '--database', 'minjiang']);
    const url = await firstLine(other);
    await ask(url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const orphan = postmasterOf(dataDir);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(isAlive(orphan)).toBeTrue();
    const lines: string[] = [];
    running = await startPostgres({ dataDir, durable: false, log: (line) => lines.push(line) });
    expect(isAlive(orphan)).toBeFalse();
    expect(lines).toEqual([jasmine.stringMatching('left by an earlier run')]);
    expect(await ask(running.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('is not misled by a stale file that names a living process of another kind', async () => {
    const first = await start();
    const file = join(recordedCluster(join(dataDir, 'postgres')), 'postmaster.pid');
    const content = readFileSync(file, 'utf8');
    await first.stop();
    writeFileSync(file, content.replace(/^\d+/, String(process.pid)));
    expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes another port when the old one is used by another program', async () => {
    const first = await start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const intruder: Server = createServer().listen(port, '127.0.0.1');
    await once(intruder, 'listening');
    expect(Number(new URL((await start()).url).port)).not.toBe(port);
    intruder.close();
  });

  it('begins afresh after a kill in the middle of making the database', async () => {
    const first = await start();
    await first.stop();
    const cluster = recordedCluster(join(dataDir, 'postgres'));
    rmSync(cluster, { recursive: true });
    spawnSync('mkdir', ['-p', join(`${cluster}.new`, 'base')]);
    await start();
    expect(existsSync(`${cluster}.new`)).toBeFalse();
  });

  it('says in one sentence that the password is gone', async () => {
    const first = await start();
    await first.stop();
    rmSync(join(dataDir, 'postgres/password'));
    await expectAsync(startPostgres({ dataDir })).toBeRejectedWithError(
      LaunchFault,
      /password file .* missing/,
    );
  });
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function postmasterOf(dataDir: string): number {
  const cluster = recordedCluster(join(dataDir, 'postgres'));
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  throw new Error('it ended without a line');
}
