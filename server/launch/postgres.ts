import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileFault, LaunchFault } from './fault.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { freePort } from './ports.ts';
import { accountFor, canEnter } from './postgres/account.ts';
import { usableBinaries } from './postgres/binaries.ts';
import { makeCluster, passwordOf } from './postgres/cluster.ts';
import { explainPostgres, isPortTaken } from './postgres/explain.ts';
import { stopOrphan } from './postgres/orphan.ts';
import { chooseCluster, makeOwn, recordedCluster, systemFolder } from './postgres/place.ts';
import { startPostmaster, type Postmaster, type PostmasterOptions } from './postgres/postmaster.ts';
import { openRole } from './postgres/roles.ts';
import { makeFolder } from './folders.ts';

export interface PostgresOptions {
  /** Everything lies in `postgres/` and `logs/` of this folder, unless PostgreSQL cannot get in there. */
  readonly dataDir: string;
  /** Made if missing; `minjiang` by default. */
  readonly database?: string;
  /** Where a copy of the programs goes when they cannot be run where npm put them. */
  readonly binariesCache?: string;
  /** False only for tests: a power cut may then cost the data. */
  readonly durable?: boolean;
  /** Settings of PostgreSQL that differ from ours, by its names. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what takes time. */
  readonly log?: (line: string) => void;
}

export interface RunningPostgres {
  readonly url: string;
  /** Settles when it ends, asked or not. */
  readonly ended: Promise<void>;
  /** Waits for open sessions to be closed; `hard` does not. The data stay. */
  stop(hard?: boolean): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the platform, on this machine only, with its data in the data folder.
 * A server that a killed program left there is stopped first.
 * @throws LaunchFault with one sentence that says what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const folder = join(resolve(options.dataDir), 'postgres');
  const locks = [await lockFolder(folder, refusal)];
  try {
    return await startIn(folder, options, locks);
  } catch (error) {
    for (const lock of locks) lock.release();
    throw error;
  }
}

async function startIn(
  folder: string,
  options: PostgresOptions,
  locks: FolderLock[],
): Promise<RunningPostgres> {
  const durable = options.durable ?? true;
  const known = recordedCluster(folder);
  const account = accountFor(known);
  const cluster = existsSync(known) ? known : chooseCluster(folder, account);
  // A copied data folder points to the database of the first: two of them must not use it at once.
  if (dirname(cluster) !== folder) locks.push(await lockFolder(dirname(cluster), refusal));
  if (!canEnter(account, dirname(cluster))) {
    throw new LaunchFault(`The account that PostgreSQL runs as cannot enter ${dirname(cluster)} any more.`);
  }
  const cache = options.binariesCache ?? (durable ? null : join(tmpdir(), 'minjiang-programs'));
  const binaries = usableBinaries(account, [
    ...(cache === null ? [] : [() => own(cache)]),
    ...(canEnter(account, folder) ? [() => own(join(folder, 'programs'))] : []),
    ...(account ? [() => systemFolder(folder, account)] : []),
  ]);
  if (await stopOrphan(cluster, binaries)) options.log?.('Stopped a PostgreSQL left by an earlier run');
  const password = passwordOf(folder, cluster);
  if (!existsSync(cluster)) options.log?.('Making the database');
  makeCluster(binaries, account, cluster, password, durable);
  const logFile = join(folder, '..', 'logs', 'postgres.log');
  const { postmaster, port } = await startOnSomePort(folder, {
    binaries,
    account,
    cluster,
    logFile,
    durable,
    ...(options.settings ? { settings: options.settings } : {}),
  });
  try {
    const url = await openRole(port, password, options.database ?? 'minjiang');
    return { url, ended: postmaster.ended, stop: (hard) => stopAndRelease(postmaster, locks, hard) };
  } catch (error) {
    await postmaster.stop(true);
    const reason = error instanceof Error ? error.message : 'no reason given';
    throw new LaunchFault(`Our own PostgreSQL refuses the platform (${reason}); its log is ${logFile}.`);
  }
}

async function stopAndRelease(
  postmaster: Postmaster,
  locks: readonly FolderLock[],
  hard = false,
): Promise<void> {
  for (const lock of locks) lock.stopping();
  await postmaster.stop(hard);
  for (const lock of locks) lock.release();
}

/** The port of last time, so that tools can be pointed at it; another one if that is taken meanwhile. */
async function startOnSomePort(
  folder: string,
  options: Omit<PostmasterOptions, 'port'>,
): Promise<{ postmaster: Postmaster; port: number }> {
  const file = join(folder, 'port');
  let preferred = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  let said = '';
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort(preferred);
    const started = await startPostmaster({ ...options, port });
    if (!('said' in started)) {
      writeFileSync(file, String(port));
      return { postmaster: started, port };
    }
    ({ said } = started);
    if (!isPortTaken(said)) break;
    preferred = undefined;
  }
  throw explainPostgres(said, dirname(options.cluster), options.logFile);
}

/**
 * Stops what was left running on a data folder and deletes its database, wherever it lies. For tests, which make
 * one for each run.
 * @throws LaunchFault when a living program uses it
 */
export async function discardPostgres(dataDir: string): Promise<void> {
  const folder = join(resolve(dataDir), 'postgres');
  const lock = await lockFolder(folder, refusal, 0);
  try {
    const cluster = recordedCluster(folder);
    await stopOrphan(cluster);
    if (dirname(cluster) !== folder) rmSync(dirname(cluster), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

function own(at: string): string {
  if (makeOwn(at)) return at;
  throw new LaunchFault(`${at} belongs to somebody else.`);
}

function refusal(pid: number): string {
  return `The platform already runs on this data folder (process ${pid}): stop it there, or choose another with MINJIANG_DATA_DIR.`;
}

/**
 * `node server/launch/postgres.ts --data DIR [--set NAME=VALUE …]`: prints the address and stays until it is stopped.
 * `--programs DIR` is where a copy of the programs goes when they cannot be run where they are.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: 'data' },
      database: { type: 'string', default: 'postgres' },
      fast: { type: 'boolean', default: false },
      programs: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  makeFolder(values.data);
  const running = await startPostgres({
    dataDir: values.data,
    database: values.database,
    durable: !values.fast,
    settings: Object.fromEntries(values.set.map((setting) => splitOnce(setting, '='))),
    ...(values.programs ? { binariesCache: values.programs } : {}),
  });
  process.stdout.write(`${running.url}\n`);
  let asked = 0;
  const leave = () => void running.stop((asked += 1) > 1);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
  await running.ended;
  if (asked > 0) return;
  throw new LaunchFault('PostgreSQL ended unexpectedly.');
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

if (import.meta.main) {
  // A channel to whoever started us would keep us alive.
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      const fault = error instanceof LaunchFault ? error : fileFault('PostgreSQL cannot be started', error);
      process.stderr.write(`${fault.message}\n`);
      process.exit(1);
    },
  );
}
