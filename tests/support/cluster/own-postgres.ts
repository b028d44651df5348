import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedCluster } from '../../../server/launch/postgres/place.ts';
import { untilDeserted } from '../../../server/launch/postgres/orphan.ts';
import { withParent } from '../../../server/launch/program.ts';
import { root } from '../places.ts';

/** A PostgreSQL that can be killed and started again on the same data, at the same address. */
export interface OwnPostgres {
  readonly url: string;
  /** Of the process that all others of it descend from. */
  pid(): number;
  /** SIGKILL to that process; settles when nothing of the server is left. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Where a copy of the programs goes when they cannot be run where npm put them. */
export const postgresPrograms = join(tmpdir(), 'minjiang-programs');

const running = new Set<() => number>();
process.on('exit', () => {
  for (const pid of running) signal(pid(), 'SIGQUIT');
});

/** Starts the one that comes with the platform, durable as the platform starts it, in `postgres/` of the folder. */
export async function startOwnPostgres(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnPostgres> {
  mkdirSync(dataDir, { recursive: true });
  // The account it runs as must be able to enter, or its data go elsewhere and stay there.
  chmodSync(dataDir, 0o755);
  const folder = join(dataDir, 'postgres');
  const pid = () => postmasterIn(folder);
  let launched = await launch(dataDir, settings);
  const { url } = launched;
  running.add(pid);
  return {
    url,
    pid,
    async kill() {
      signal(pid(), 'SIGKILL');
      await launched.ended;
      await untilDeserted(recordedCluster(folder));
    },
    async start() {
      launched = await launch(dataDir, settings);
      if (launched.url !== url) throw new Error(`PostgreSQL came back at another address than ${url}`);
    },
    async stop() {
      running.delete(pid);
      launched.child.kill('SIGTERM');
      await launched.ended;
    },
  };
}

async function launch(dataDir: string, settings: Readonly<Record<string, string>>) {
  const given = Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const child = fork(
    join(root, 'server/launch/postgres.ts'),
    ['--data', dataDir, '--database', 'minjiang', '--programs', postgresPrograms, ...given],
    { cwd: root, silent: true, execArgv: withParent },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { child, ended, url: await addressOf(child, ended) };
}

function addressOf(child: ChildProcess, ended: Promise<void>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  let faults = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes('\n')) resolve(said.trim());
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (faults += text));
  void ended.then(() => reject(new Error(`PostgreSQL did not start: ${faults}`)));
  return promise;
}

/** 0 when none is running. */
function postmasterIn(folder: string): number {
  try {
    const file = readFileSync(join(recordedCluster(folder), 'postmaster.pid'), 'utf8');
    return Number(file.split('\n')[0]);
  } catch {
    return 0;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  if (pid === 0) return;
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}
