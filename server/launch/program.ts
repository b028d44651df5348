import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isLaunchMessage, type LaunchMessage } from './messages.ts';
import { endGroup } from './processes.ts';

/** A program the launcher looks after: the server, or in development a watcher. */
export interface Program {
  readonly pid: number | undefined;
  /** How it ended. */
  readonly ended: Promise<Ending>;
  readonly output: readonly Readable[];
  /** Asks it to end, and ends it with everything it started if that takes longer than `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onMessage?: (message: LaunchMessage) => void;
}

/** Arguments for Node that make a program end with its launcher. */
export const withParent = ['--import', join(import.meta.dirname, 'leave-with-parent.ts')];

export function startProgram(command: string, args: readonly string[], options: ProgramOptions): Program {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    // A group of its own: Ctrl-C reaches the launcher alone, which ends its programs in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(options.onMessage ? (['ipc'] as const) : [])],
  });
  const { onMessage } = options;
  child.on('message', (message) => {
    if (isLaunchMessage(message)) onMessage?.(message);
  });
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => {
      endGroup(child.pid);
      resolve({ code, signal });
    });
  });
  process.once('exit', () => endGroup(child.pid));
  return {
    pid: child.pid,
    ended,
    output: [child.stdout, child.stderr].filter((stream) => stream !== null),
    stop: (patienceMs) => stop(child, ended, patienceMs),
  };
}

async function stop(child: ChildProcess, ended: Promise<Ending>, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Windows has no SIGTERM; there the end of the channel is the sign.
  if (process.platform === 'win32' && child.connected) child.disconnect();
  else child.kill('SIGTERM');
  const timer = setTimeout(() => endGroup(child.pid), patienceMs);
  await ended;
  clearTimeout(timer);
}
