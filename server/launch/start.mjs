/**
 * What `npm start` and `npm run dev` run. It needs nothing but Node 20: it installs what is missing, finds the
 * Node 24 that the platform is written for, and hands over to launch.ts.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, nodeForPlatform } from './prepare.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);
const node = prepare();
if (node === null) process.exit(1);
const child = spawn(node, ['server/launch/launch.ts', ...process.argv.slice(2)], {
  cwd: root,
  // The channel tells the launcher when we are gone, whichever way.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`Node could not be started (${error.message}).`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
leaveWithNpm();

function prepare() {
  try {
    installMissing(root);
    return nodeForPlatform(root);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** npm that is killed passes nothing on to the shell it runs us in; then its place above us is taken by another. */
function leaveWithNpm() {
  if (!process.env['npm_lifecycle_event'] || process.platform === 'win32') return;
  const parents = parentsNow();
  const timer = setInterval(() => {
    if (parentsNow() === parents) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 100);
  timer.unref();
}

function parentsNow() {
  try {
    const [, above] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
    return `${process.ppid} ${above}`;
  } catch {
    return `${process.ppid}`;
  }
}
