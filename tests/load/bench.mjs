/** What `npm run bench:…` runs, on Node 20 with nothing installed; see tests/run/run.mjs. */
import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing, nodeForPlatform } from '../../server/launch/prepare.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
process.chdir(root);
try {
  installMissing(root);
  const [name, ...given] = process.argv.slice(2);
  const child = spawn(nodeForPlatform(root), [`tests/load/${name}.ts`, ...given], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
