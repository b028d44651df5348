import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchFault } from '../fault.ts';
import { commandOf, endProcess, isAlive } from '../processes.ts';
import type { Binaries } from './binaries.ts';

/**
 * Stops the server that a killed launcher left running on this very database, and removes the file that a
 * killed server left. The caller holds the folder, so nobody living uses it.
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
  // Left in place, it would stop the next server as soon as another program has that process id.
  rmSync(file, { force: true });
  return running;
}

function isServerOf(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command === null || (command.includes('postgres') && command.includes(cluster));
}
