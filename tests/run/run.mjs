/**
 * What `npm test` and `npm run check` run, on Node 20 with nothing installed: installs what is missing, finds the
 * Node 24 that the project is written for, and hands over to run.ts.
 */
import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, nodeForPlatform } from '../../server/launch/prepare.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);
try {
  installMissing(root);
  const child = spawn(nodeForPlatform(root), ['tests/run/run.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
