import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { portalFolder } from '../../server/launch/portal.ts';
import { freePort } from '../../server/launch/ports.ts';
import { isLaunchMessage } from '../../server/launch/messages.ts';
import type { Role } from '../../server/src/config.ts';
import { root } from './places.ts';

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly role: Role;
  /** The same port again for a server that comes back; a free one without it. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules that are loaded before it. */
  readonly preload?: readonly string[];
}

/** The platform in a process of its own, as an operator runs it. */
export interface ServerProcess {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  /** Everything it printed. */
  log(): string;
  /** Asks it to end, and waits until it has; throws with what it printed when it had to be killed. */
  stop(): Promise<void>;
  /** SIGKILL: it finishes nothing. */
  kill(): Promise<void>;
  /** Starts it again at the same address; with another configuration, if one is given. */
  again(env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
}

/** Far longer than the server gives what it is doing when it is asked to end. */
const patienceMs = 60_000;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const child = fork(join(root, 'server/src/main.ts'), [], {
    cwd: root,
    silent: true,
    execArgv: (options.preload ?? []).flatMap((module) => ['--import', module]),
    env: {
      PATH: process.env['PATH'] ?? '',
      ...(process.env['FFMPEG_PATH'] ? { FFMPEG_PATH: process.env['FFMPEG_PATH'] } : {}),
      DATABASE_URL: options.databaseUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
      MINJIANG_DATA_DIR: options.dataDir,
      MINJIANG_WEB_DIR: portalFolder(root),
      MINJIANG_ROLE: options.role,
      MINJIANG_DEMO: 'off',
      LOG_LEVEL: 'info',
      ...options.env,
    },
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
  });
  await ready(child, ended, () => text);
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    const inTime = ended.then(() => true);
    if (await Promise.race([inTime, wait(patienceMs, false, { ref: false })])) return;
    await kill();
    throw new Error(`the server did not end within ${patienceMs / 1000} s of being asked\n${text}`);
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    log: () => text,
    stop,
    kill,
    again: (env = {}) => startServer({ ...options, port, env: { ...options.env, ...env } }),
  };
}

function ready(child: ChildProcess, ended: Promise<void>, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server did not start: ${why}\n${log()}`));
    const timer = setTimeout(() => fail('it took longer than a minute'), 60_000);
    child.on('message', (message) => {
      if (!isLaunchMessage(message)) return;
      if (message.type === 'fault') fail(message.text);
      if (message.type !== 'ready') return;
      clearTimeout(timer);
      resolve();
    });
    void ended.then(() => {
      clearTimeout(timer);
      fail(`it ended with code ${child.exitCode ?? child.signalCode}`);
    });
  });
}
