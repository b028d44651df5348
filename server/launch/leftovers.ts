import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, endGroup, endProcess, isAlive } from './processes.ts';

/** Notes the running server in the data folder, so that the start after a kill knows what may have stayed. */
export function noteServer(dataDir: string, pid: number | undefined): void {
  if (pid !== undefined) writeFileSync(fileIn(dataDir), String(pid));
}

export function forgetServer(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/**
 * Ends a server that outlived its launcher. Called by the holder of the data folder only.
 * @returns whether the last run was cut short, so that its port may take a moment to come free
 */
export async function endLeftServer(dataDir: string): Promise<boolean> {
  const pid = notedServer(dataDir);
  if (pid === null) return false;
  if (isAlive(pid) && commandOf(pid)?.includes('leave-with-parent')) {
    await endProcess(pid, [
      { signal: 'SIGTERM', patienceMs: 5_000 },
      { signal: 'SIGKILL', patienceMs: 5_000 },
    ]);
    endGroup(pid);
  }
  forgetServer(dataDir);
  return true;
}

function notedServer(dataDir: string): number | null {
  try {
    return Number(readFileSync(fileIn(dataDir), 'utf8')) || null;
  } catch {
    return null;
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'server.pid');
}
