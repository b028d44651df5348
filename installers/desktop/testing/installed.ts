import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testName } from '../electron-choice.ts';

const title = 'MinjiangKioskTest';
const quiet = { encoding: 'utf8' as const, stdio: 'pipe' as const };

/** Every package that this machine has, with its version and state. */
export const packagesHere = (): string =>
  execFileSync('dpkg-query', ['-W', '-f', '${Package} ${Version} ${db:Status-Abbrev}\n'], quiet);

/** What dpkg says of the test package: `ii 0.0.1`, `rc 0.0.2`, or nothing where it knows none. */
export function stateOfPackage(): string {
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}${Version}', testName], quiet);
  return asked.status === 0 ? asked.stdout.trim().replace(/\s+/, ' ') : '';
}

/** @throws with what dpkg said */
export const dpkg = (...args: string[]): string => execFileSync('dpkg', args, quiet);

/** Takes the test package off this machine, in whatever state a run has left it. */
export function purge(): void {
  if (stateOfPackage() !== '') dpkg('--purge', '--force-remove-reinstreq', testName);
}

/** Everything of the test package in the places of the system, whoever put it there: dpkg, a script of the package. */
export function leftOnMachine(): string[] {
  const names = ['-iname', `*${testName}*`, '-o', '-iname', `*${title}*`];
  const places = ['/opt', '/usr', '/etc', '/var', '/run'];
  const hidden = ['(', '-path', '/run/user', '-o', '-path', '/var/tmp', ')', '-prune', '-o'];
  const found = spawnSync('find', [...places, '-xdev', ...hidden, '(', ...names, ')', '-print'], quiet);
  return found.stdout.split('\n').filter(Boolean).sort();
}

/**
 * The same package with a higher version of the same length, written without compressing: packing once more takes ten
 * times as long, and shows nothing that packing the first has not.
 */
export function raiseVersion(file: string, from: string, to: string, folder: string): string {
  const tree = join(folder, 'raised');
  execFileSync('dpkg-deb', ['--raw-extract', file, tree]);
  const change = (path: string, before: string, after: string) => {
    const text = readFileSync(path, 'latin1');
    if (!text.includes(before)) throw new Error(`${path} does not hold ${before}`);
    writeFileSync(path, text.replace(before, after), 'latin1');
  };
  change(join(tree, 'DEBIAN/control'), `Version: ${from}\n`, `Version: ${to}\n`);
  change(join(tree, `opt/${title}/resources/app.asar`), `"version": "${from}"`, `"version": "${to}"`);
  const sums = join(tree, 'DEBIAN/md5sums');
  if (existsSync(sums))
    writeFileSync(sums, execFileSync('sh', ['-c', 'find opt usr -type f -exec md5sum {} +'], { cwd: tree }));
  const raised = join(folder, `${testName}_${to}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, raised], { stdio: 'ignore' });
  return raised;
}
