import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../launch/ports.ts';

export interface OwnRedis {
  readonly url: string;
  pid(): number;
  /** SIGKILL; it keeps nothing. */
  kill(): Promise<void>;
  /** At the same address, empty. */
  start(): Promise<void>;
}

/** Specs that need one are left out where there is none. */
export const redisIsInstalled = (): boolean => spawnSync('redis-server', ['--version']).error === undefined;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A redis-server of the system, without persistence, on this machine only. @throws when there is none */
export async function startOwnRedis(): Promise<OwnRedis> {
  const port = await freePort();
  let child = await launch(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: () => child.pid ?? 0,
    kill: () => kill(child),
    async start() {
      child = await launch(port);
    },
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', settings, { stdio: 'ignore', cwd: '/' });
  running.add(child);
  let fault: Error | undefined;
  child.once('error', (error) => (fault = error));
  for (const end = Date.now() + 10_000; !(await listensOn(port)); await wait(50)) {
    if (fault) throw fault;
    if (child.exitCode !== null) throw new Error(`redis-server ended with code ${child.exitCode}`);
    if (Date.now() > end) throw new Error('redis-server does not listen');
  }
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}

function listensOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
