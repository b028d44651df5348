import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { existsSync, renameSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileFault } from '../fault.ts';
import { endProcess } from '../processes.ts';
import { as, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { makeFolder } from '../folders.ts';

export interface PostmasterOptions {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly cluster: string;
  readonly port: number;
  readonly logFile: string;
  readonly durable: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Postmaster {
  /** Ends it, its sessions first; `hard` without writing everything out (the next start recovers). */
  stop(hard?: boolean): Promise<void>;
  /** What happened if it ended without being asked. */
  readonly ended: Promise<void>;
}

/** Starts PostgreSQL and waits until it takes connections; what it said instead, when it does not. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster | { said: string }> {
  const log = openLog(options.logFile);
  const child = spawn(options.binaries.postgres, flags(options), {
    ...as(options.account),
    // A session of its own: Ctrl-C in the terminal must not stop it before the server that uses it.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve()).once('error', () => resolve());
  });
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const started = await Promise.race([untilReady(child, options.cluster), ended.then(() => false)]);
  const said = failure ? failure.message : log.read();
  closeSync(log.fd);
  if (!started) return { said };
  const farewell = () => void child.kill('SIGINT');
  process.once('exit', farewell);
  void ended.then(() => process.removeListener('exit', farewell));
  return { ended, stop: (hard = false) => stop(child, options, hard) };
}

/** A sixteenth of the machine's memory: the hot rows of 100,000 learners fit into 1 GB. */
const buffersMb = () => Math.min(1024, Math.max(128, Math.round(totalmem() / 2 ** 20 / 16)));

function flags({ cluster, port, durable, settings: given }: PostmasterOptions): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Tests open many small pools at once; one machine's platform needs far fewer.
    max_connections: durable ? 100 : 300,
    shared_buffers: durable ? `${buffersMb()}MB` : '128MB',
    // Compiling costs the short statements of the platform more than it gains.
    jit: 'off',
    // What is asked for lies in memory or on disks without a head: five hundred rows are looked up, not searched for.
    random_page_cost: '1.1',
    // A page is written whole once after every checkpoint: fewer of them, less to write while all learners study.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Values of rows and statements stay out of the log: they may belong to persons.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...given,
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The server writes `ready` into the eighth line of its own file once it takes connections. */
async function untilReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const file = join(cluster, 'postmaster.pid');
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const lines = readFileSync(file, 'utf8').split('\n');
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function stop(child: ChildProcess, options: PostmasterOptions, hard: boolean): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    spawnSync(options.binaries.pgCtl, [
      'stop',
      '-D',
      options.cluster,
      '-m',
      hard ? 'immediate' : 'fast',
      '-w',
    ]);
    return;
  }
  await endProcess(child.pid, [
    ...(hard ? [] : [{ signal: 'SIGINT', patienceMs: 20_000 } as const]),
    { signal: 'SIGQUIT', patienceMs: 5_000 },
    { signal: 'SIGKILL', patienceMs: 5_000 },
  ]);
}

const logLimit = 5_000_000;

/** Appends to the log and can read back what was added since. */
function openLog(file: string): { fd: number; read: () => string } {
  try {
    makeFolder(dirname(file));
    if (existsSync(file) && statSync(file).size > logLimit) renameSync(file, `${file}.1`);
    const fd = openSync(file, 'a+', 0o600);
    const from = fstatSync(fd).size;
    return {
      fd,
      read() {
        const added = Buffer.alloc(Math.min(fstatSync(fd).size - from, 100_000));
        readSync(fd, added, 0, added.length, from);
        return added.toString('utf8');
      },
    };
  } catch (error) {
    throw fileFault(`The log ${file} cannot be written`, error);
  }
}
