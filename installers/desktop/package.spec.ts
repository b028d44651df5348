import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { targets } from './machine-type.ts';
import { releaseName, testName } from './electron-choice.ts';
import { fuseMarker, standIn } from './testing/stand-in.ts';

const pinned = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../desktop/package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  }
).devDependencies.electron;

describe('npm run package:desktop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minjiang-package-'));
  const [dist, old, out] = ['dist', 'old', 'out'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const missing = missingTools();
  beforeAll(() => {
    for (const target of targets) standIn(join(dist, target.name), target, pinned);
    standIn(old, targets[0]!, '9.4.1');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (from: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'package.ts'), '--out', out, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, MINJIANG_ELECTRON_DIST: from },
    });
  const debField = (file: string, field: string) =>
    spawnSync('dpkg-deb', ['--field', join(out, file), field], { encoding: 'utf8' }).stdout.trim();

  it('refuses a release with another Electron before it makes anything', () => {
    const { status, stderr } = run(old, '--target', 'linux-x64', '--out', join(folder, 'none'));
    expect([status, stderr]).toEqual([2, jasmine.stringContaining(`Electron ${pinned}`)]);
    expect(existsSync(join(folder, 'none'))).toBeFalse();
  });

  it('refuses a target without a distribution, and one of another machine', () => {
    expect(run(old, '--target', 'linux-arm64').stderr).toContain('MINJIANG_ELECTRON_DIST');
    expect(run(dist, '--target', 'solaris').status).toBe(2);
    expect(run(dist, '--program', folder).stderr).toContain('Only the test package');
  });

  it('makes the release for Linux and Windows in one go', () => {
    if (missing) return pending(missing);
    const { status, stderr, stdout } = run(dist, '--version', '1.2.3');
    expect([status, stderr]).toEqual([0, '']);
    for (const step of ['[1/4]', '[2/4]', '[3/4]', '[4/4]']) expect(stdout).toContain(step);

    for (const [arch, unpacked] of [
      ['amd64', 'linux-unpacked'],
      ['arm64', 'linux-arm64-unpacked'],
    ] as const) {
      const file = `${releaseName}_1.2.3_${arch}.deb`;
      expect([debField(file, 'Package'), debField(file, 'Version'), debField(file, 'Architecture')]).toEqual([
        releaseName,
        '1.2.3',
        arch,
      ]);
      expect(debField(file, 'Depends')).toContain('libgtk-3-0');
      const listed = spawnSync('dpkg-deb', ['--contents', join(out, file)], { encoding: 'utf8' }).stdout;
      expect(listed).toContain(`./opt/Minjiang/${releaseName}`);
      expect(listed).toContain('./opt/Minjiang/resources/app.asar');
      expect(listed).toContain(`./usr/share/applications/${releaseName}.desktop`);
      expect(listed).not.toMatch(/^.{8}w/m);
      const program = readFileSync(join(out, unpacked, releaseName), 'latin1');
      expect(program[program.indexOf(fuseMarker) + fuseMarker.length + 2])
        .withContext('run as Node')
        .toBe('0');
    }
    const asar = readFileSync(join(out, 'linux-unpacked/resources/app.asar'), 'utf8');
    for (const part of ['main.mjs', 'preload.cjs', 'requestSingleInstanceLock', 'contextBridge'])
      expect(asar).toContain(part);

    expect(existsSync(join(out, 'win-unpacked/Minjiang.exe'))).toBeTrue();
    const setup = readFileSync(join(out, `${releaseName}-1.2.3-setup.exe`));
    expect(setup.toString('latin1', 0, 2)).toBe('MZ');
    expect(setup.includes('NullsoftInst')).toBeTrue();
    expect(setup.includes(Buffer.from('闽匠安装程序', 'utf16le'))).toBeTrue();
    expect(existsSync(join(out, 'work'))).toBeFalse();
  }, 300_000);

  it('makes the test package with an older Electron and a program of its own', () => {
    if (missing) return pending(missing);
    const program = join(folder, 'program');
    mkdirSync(program, { recursive: true });
    writeFileSync(join(program, 'main.cjs'), "require('electron').app.quit();\n");
    const { status, stderr } = run(old, '--name', testName, '--program', program, '--version', '0.0.1');
    expect([status, stderr]).toEqual([0, '']);
    expect(debField(`${testName}_0.0.1_amd64.deb`, 'Package')).toBe(testName);
  }, 300_000);
});

function missingTools(): string | undefined {
  try {
    createRequire(import.meta.url).resolve('electron-builder/package.json');
  } catch {
    return 'electron-builder is not installed';
  }
  const without = ['dpkg-deb', 'makensis'].filter(
    (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
  );
  return without.length > 0 ? `${without.join(', ')} not installed` : undefined;
}
