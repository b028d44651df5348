import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, endGroup, endProcess, isAlive } from './processes.ts';

/** Notes a running server in the data folder, so that the start after a kill knows what may have stayed. */
export function noteServer(dataDir: string, pid: number | undefined): void {
  if (pid !== undefined) note(dataDir, [...notedServers(dataDir), pid]);
}

export function forgetServer(dataDir: string, pid: number | undefined): void {
  note(
    dataDir,
    notedServers(dataDir).filter((each) => each !== pid),
  );
}

/**
 * Ends servers that outlived their launcher. Called by the holder of the data folder only.
 * @returns whether the last run was cut short, so that its port may take a moment to come free
 */
export async function endLeftServer(dataDir: string): Promise<boolean> {
  const pids = notedServers(dataDir);
  await Promise.all(pids.map(endLeft));
  note(dataDir, []);
  return pids.length > 0;
}

async function endLeft(pid: number): Promise<void> {
  if (isAlive(pid) && commandOf(pid)?.includes('leave-with-parent')) {
    await endProcess(pid, [
      { signal: 'SIGTERM', patienceMs: 5_000 },
      { signal: 'SIGKILL', patienceMs: 5_000 },
    ]);
    endGroup(pid);
  }
}

function note(dataDir: string, pids: readonly number[]): void {
  if (pids.length === 0) rmSync(fileIn(dataDir), { force: true });
  else writeFileSync(fileIn(dataDir), pids.join('\n'));
}

function notedServers(dataDir: string): number[] {
  try {
    return readFileSync(fileIn(dataDir), 'utf8')
      .split('\n')
      .flatMap((line) => Number(line) || []);
  } catch {
    return [];
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'server.pid');
}
