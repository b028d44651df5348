import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchFault } from '../fault.ts';
import { commandOf, endProcess, isAlive } from '../processes.ts';
import type { Binaries } from './binaries.ts';

/**
 * Stops the server that a killed launcher left running on this very database, waits for what a killed server left
 * of itself, and removes a file that would stop the next one. The caller holds the folder, so nobody living uses it.
 * @returns whether a server was running
 */
export async function stopOrphan(cluster: string, binaries?: Binaries): Promise<boolean> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const running = pid > 0 && isAlive(pid) && isServerOf(pid, cluster);
  if (running) {
    if (process.platform === 'win32' && binaries) {
      spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w'], { stdio: 'ignore' });
    } else {
      await endProcess(pid, [
        { signal: 'SIGINT', patienceMs: 15_000 },
        { signal: 'SIGQUIT', patienceMs: 5_000 },
        { signal: 'SIGKILL', patienceMs: 5_000 },
      ]);
    }
    if (isAlive(pid)) {
      throw new LaunchFault(`A PostgreSQL (process ${pid}) still runs on ${cluster} and cannot be stopped.`);
    }
  }
  await untilDeserted(cluster);
  // The number may be another program's by now, which would stop the next server. Else the file stays: by it the
  // next server knows the memory that the last one shared, and refuses to start while anybody still writes there.
  if (pid > 0 && isAlive(pid)) rmSync(file, { force: true });
  return running;
}

function isServerOf(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command === null || (command.includes('postgres') && command.includes(cluster));
}

const steps: readonly { readonly afterMs: number; readonly signal: NodeJS.Signals }[] = [
  { afterMs: 2_000, signal: 'SIGQUIT' },
  { afterMs: 6_000, signal: 'SIGKILL' },
];

/**
 * Waits until nobody works on a database any more. What a killed server had started notices its death when it is
 * idle next; one that is busy for longer is ended.
 * @throws LaunchFault when somebody still does after ten seconds
 */
export async function untilDeserted(cluster: string): Promise<void> {
  const from = Date.now();
  const due = [...steps];
  for (;;) {
    const left = workersOn(cluster);
    if (left.length === 0) return;
    const waited = Date.now() - from;
    if (waited > 10_000)
      throw new LaunchFault(`A part of a killed PostgreSQL (process ${left[0]}) still runs on ${cluster}.`);
    while (due[0] && waited > due[0].afterMs) {
      const { signal } = due.shift()!;
      for (const pid of left) end(pid, signal);
    }
    await wait(50);
  }
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * The processes of a server, running or killed: each of them stands in the folder of its database. Known on Linux
 * only; elsewhere the next server finds out by itself that its memory is still in use.
 */
export function workersOn(cluster: string): number[] {
  if (process.platform !== 'linux' || !existsSync(cluster)) return [];
  const folder = realpathSync(cluster);
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => standsIn(pid, folder) && isAlive(pid));
}

function standsIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}
