import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { outFolder, root, scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';

const execute = promisify(execFile);
export const size = { width: 1280, height: 800 };
/** What a session of the tests is made of, each from the Debian package of that name or its like. */
export const tools = ['Xvfb', 'openbox', 'xdotool', 'import', 'xmessage', 'xprop', 'dbus-daemon', 'gdbus'];

const running = new Set<ChildProcess>();
const covers = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

async function end(child: ChildProcess): Promise<void> {
  covers.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  child.kill();
  await over;
}

/** A screen with the kiosk's own window manager; keys and pointer are given to it as a keyboard and a mouse would. */
export async function openDisplay() {
  // Else it would begin anew whenever its last client leaves, and take with it the window manager that just comes.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-noreset', '-screen', '0', `${size.width}x${size.height}x24`],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  running.add(server);
  const [number] = (await once(server.stdio[3]!, 'data')) as [Buffer];
  const home = scratchFolder('session');
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' },
    ...{ DISPLAY: `:${number.toString().trim()}`, HOME: home, XDG_CONFIG_HOME: home },
  };
  const rules = join(root, 'installers/kiosk/session/openbox/rc.xml');
  running.add(spawn('openbox', ['--sm-disable', '--config-file', rules], { env, stdio: 'ignore' }));
  const run = async (command: string, ...args: string[]) =>
    (await execute(command, args, { env, encoding: 'utf8' })).stdout.trim();
  await until('the window manager', () =>
    run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK').then((answer) => answer.includes('#')),
  );
  return {
    env,
    run,
    /** Keys in the words of xdotool: `ctrl+w`, `alt+F4`. */
    press: (...keys: string[]) => run('xdotool', 'key', '--clearmodifiers', '--delay', '40', ...keys),
    type: (text: string) => run('xdotool', 'type', '--delay', '25', text),
    click: (x: number, y: number, button = 1) =>
      run('xdotool', 'mousemove', String(x), String(y), 'click', String(button)),
    /** Windows that a person could see, by their names. */
    async windows(): Promise<string[]> {
      const ids = await run('xdotool', 'search', '--onlyvisible', '--name', '.').catch(() => '');
      return Promise.all(
        ids
          .split('\n')
          .filter(Boolean)
          .map((id) => run('xdotool', 'getwindowname', id)),
      );
    },
    /** The whole screen, as a person sees it, into the folder that git ignores. */
    async photograph(name: string): Promise<string> {
      const path = join(outFolder, 'kiosk', `${name}.png`);
      mkdirSync(dirname(path), { recursive: true });
      await run('import', '-window', 'root', path);
      return path;
    },
    /** The share of the screen that is pure white, from 0 to 1. */
    async whiteness(): Promise<number> {
      const count = ['-fill', 'black', '+opaque', 'white', '-format', '%[fx:mean]', 'info:'];
      return Number(await run('convert', 'x:root', '-resize', '160x100', ...count));
    },
    /** Another window that takes the focus, until it is closed; answers when its program is gone. */
    cover(): { close(): Promise<void> } {
      const child = spawn('xmessage', ['-center', '-name', 'cover', 'another window'], {
        env,
        stdio: 'ignore',
      });
      running.add(child);
      covers.add(child);
      return { close: () => end(child) };
    },
    /** Closes every window that covers the program. */
    uncover: async () => void (await Promise.all([...covers].map(end))),
    close: () => running.forEach((child) => child.kill('SIGKILL')),
  };
}

export type Display = Awaited<ReturnType<typeof openDisplay>>;
