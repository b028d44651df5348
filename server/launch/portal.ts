import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compressFiles } from './compress-files.ts';
import { LaunchFault } from './fault.ts';
import { npm } from './npm.ts';
import { makeFolder } from './folders.ts';

/** The folder of the built portal, the one with its page. */
export function portalFolder(root: string): string {
  const dist = join(root, 'web/dist');
  return existsSync(join(dist, 'browser/index.html')) ? join(dist, 'browser') : dist;
}

/** Whether the portal must be built: there is none, a source is newer, or the last one was not made for users. */
export function portalIsStale(root: string): boolean {
  const stamp = statSync(stampOf(root), { throwIfNoEntry: false });
  if (!stamp || !existsSync(join(portalFolder(root), 'index.html'))) return true;
  const sources = ['web', 'shared', 'package-lock.json', 'tsconfig.base.json'];
  return sources.some((source) => newest(join(root, source)) > stamp.mtimeMs);
}

/**
 * Builds the portal for users, its output in the log file.
 * @throws LaunchFault naming the log
 */
export async function buildPortal(root: string, logFile: string, signal?: AbortSignal): Promise<void> {
  const from = new Date();
  makeFolder(dirname(logFile));
  rmSync(logFile, { force: true });
  const log = openSync(logFile, 'a');
  const [command, args] = npm(['run', 'build', '-w', 'web', '--loglevel=error']);
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: '1' },
    ...(signal ? { signal } : {}),
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null)).once('exit', (exit) => resolve(exit));
  });
  closeSync(log);
  if (code !== 0) throw new LaunchFault(`The portal could not be built; the reason is in ${logFile}.`);
  await compressFiles(portalFolder(root));
  // Stamped with the time of the beginning: what was edited meanwhile is newer and builds again.
  writeFileSync(stampOf(root), `${from.toISOString()}\n`);
  utimesSync(stampOf(root), from, from);
}

/** Angular empties the folder before every build, so a development build takes the stamp away. */
function stampOf(root: string): string {
  return join(root, 'web/dist/.built');
}

const notSources = /^(node_modules|dist|\.angular|coverage)$|\.spec\.ts$/;

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).filter((name) => !notSources.test(name));
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
}
