import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellMode } from '@minjiang/shared/desktop';
import { freePort } from '../../server/launch/ports.ts';
import { endGroup } from '../../server/launch/processes.ts';
import { until } from '../support/waiting.ts';
import type { Program } from './bundle.ts';
import type { Display } from './display.ts';
import type { Electron } from './electron.ts';
import { joinPage, type Page } from './page.ts';

const groups = new Set<number>();
process.on('exit', () => groups.forEach((pid) => endGroup(pid)));

/** Where a person of the machine keeps what the program writes; made once, used by every start. */
export function writeConfiguration(
  home: string,
  server: string,
  mode: ShellMode = 'kiosk',
  more: object = {},
): void {
  if (existsSync('/etc/minjiang/desktop.json'))
    throw new Error('this machine has a configuration of its own in /etc/minjiang, which would count');
  mkdirSync(join(home, 'minjiang'), { recursive: true });
  writeFileSync(join(home, 'minjiang/desktop.json'), JSON.stringify({ server, mode, ...more }));
}

export interface ShellOptions {
  readonly electron: Electron;
  /** Without it the binary carries its program, as an installed one does. */
  readonly program?: Program;
  readonly display: Display;
  readonly home: string;
  /** What its environment has besides. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The program in a process of its own. */
export interface Shell {
  readonly pid: number;
  readonly startedAt: number;
  readonly port: number;
  log(): string;
  /** The code it ended with; -1 for a signal. */
  readonly ended: Promise<number>;
  page(): Promise<Page>;
  /** SIGKILL to the program alone, as when its memory runs out; waits until all that it started is gone too. */
  kill(): Promise<void>;
}

/** How the program is started, so that its page can be looked into at a port. */
export function commandOf({ electron, program, display, home, env }: ShellOptions, port: number) {
  return {
    file: electron.path,
    args: [
      ...(program?.before ?? []),
      // Without a user namespace or a setuid helper there is no sandbox to start; the page's own is the preload's matter.
      ...['--no-sandbox', '--disable-dev-shm-usage', '--lang=zh-CN', `--remote-debugging-port=${port}`],
      ...(program ? [program.folder] : []),
    ],
    env: { ...display.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ...env },
  };
}

export async function startShell(options: ShellOptions): Promise<Shell> {
  const port = await freePort();
  const startedAt = Date.now();
  const { file, args, env } = commandOf(options, port);
  const child = spawn(file, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid ?? 0;
  groups.add(pid);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? -1));
    child.once('error', () => resolve(-1));
  });
  return {
    pid,
    startedAt,
    port,
    ended,
    log: () => text,
    page: () => joinPage(port),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await until('the end of its processes', () => Promise.resolve(!groupLives(pid)), 3_000, 50).catch(() =>
        endGroup(pid),
      );
      groups.delete(pid);
    },
  };
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
