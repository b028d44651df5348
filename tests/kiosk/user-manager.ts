import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endGroup } from '../../server/launch/processes.ts';
import { root, scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';

const execute = promisify(execFile);
const program = '/lib/systemd/systemd';
const session = join(root, 'installers/kiosk/session');

/** It asks whether the machine was started by its like, which is so in no container: this one is told yes, alone. */
const start = `mount --make-rprivate / && mkdir -p /run/systemd && mount -t tmpfs none /run/systemd &&
  mkdir /run/systemd/system && exec ${program} --user --unit=basic.target`;

export interface ServiceCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Why there can be no manager of services here; null where there can. */
export const noManager = (): string | null => {
  if (!existsSync(program)) return 'systemd is not installed';
  return process.getuid?.() === 0 ? null : 'a manager of services of its own needs root';
};

/**
 * systemd itself, as the manager of one account's services, with the kiosk's own service as it is shipped. Only what
 * is another on a machine of the tests is put in its place: the program, its environment, and the time it may be silent.
 */
export async function openUserManager(unit: string, command: ServiceCommand, silentSeconds: number) {
  const home = scratchFolder('services');
  const runtime = join(home, 'run');
  const units = join(home, '.config/systemd/user');
  mkdirSync(runtime, { mode: 0o700 });
  mkdirSync(join(units, `${unit}.d`), { recursive: true });
  copyFileSync(join(session, unit), join(units, unit));
  const ends = join(command.env['HOME'] ?? home, 'ends');
  const environment = Object.entries(command.env).map(([name, value]) => `Environment="${name}=${value}"`);
  const drop = [
    '[Service]',
    'ExecStart=',
    `ExecStart=${[command.file, ...command.args].join(' ')}`,
    'ExecStopPost=',
    `ExecStopPost=/bin/sh ${join(session, 'kiosk-ended.sh')}`,
    // Two dollars, that the shell puts the value in: systemd tells only the process how the program ended.
    `ExecStopPost=/bin/sh -c 'echo "$$SERVICE_RESULT" >>"$$HOME/ends"'`,
    `WatchdogSec=${silentSeconds}`,
    ...environment,
  ];
  writeFileSync(join(units, `${unit}.d/here.conf`), `${drop.join('\n')}\n`);
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_RUNTIME_DIR: runtime };
  const manager = spawn('unshare', ['-m', 'sh', '-c', start], {
    env: { ...env, DISPLAY: command.env['DISPLAY'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  manager.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  let mainPid: number | undefined;
  const kill = () => (endGroup(mainPid), manager.kill('SIGKILL'));
  process.on('exit', kill);
  const control = async (...args: string[]) =>
    (await execute('systemctl', ['--user', ...args], { env, encoding: 'utf8' })).stdout.trim();
  const show = (property: string) => control('show', '--value', '-p', property, unit);
  const loaded = () =>
    show('LoadState').then(
      (state) => state === 'loaded',
      () => false,
    );
  await until('the manager of services', loaded, 15_000).catch((fault: unknown) => {
    kill();
    throw new Error(`${String(fault)}\n${said}`);
  });
  return {
    start: () => control('start', unit),
    /** The program's process as systemd knows it; 0 while none runs. */
    async mainPid(): Promise<number> {
      const pid = Number(await show('MainPID'));
      if (pid > 0) mainPid = pid;
      return pid;
    },
    /** How often it was started again without being asked. */
    restarts: async () => Number(await show('NRestarts')),
    /** What ended the program each time, in systemd's words. */
    ends: () => (existsSync(ends) ? readFileSync(ends, 'utf8').split('\n').filter(Boolean) : []),
    async close(): Promise<void> {
      const over = once(manager, 'exit');
      await control('kill', '-s', 'KILL', unit).catch(() => undefined);
      await control('stop', unit).catch(() => undefined);
      manager.kill('SIGTERM');
      await over;
      process.off('exit', kill);
    },
  };
}

export type UserManager = Awaited<ReturnType<typeof openUserManager>>;
