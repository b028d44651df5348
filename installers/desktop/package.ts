/**
 * Makes the packages of the desktop client: `npm run package:desktop -- [--target linux-x64,win-x64] [--out FOLDER]
 * [--name minjiang-kiosk-test] [--version 1.2.3] [--program FOLDER]`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builderConfig } from './builder-config.ts';
import { layProgram } from './bundle.ts';
import { findDistribution, type Distribution } from './distribution.ts';
import { electronFor, PackagingFault, productOf, releaseName, type Product } from './electron-choice.ts';
import { targets, type Target } from './machine-type.ts';
import { runTool } from './run-tool.ts';
import { makeSetup } from './windows/make-setup.ts';

const root = resolve(import.meta.dirname, '../..');
const began = Date.now();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string', default: releaseName },
      target: { type: 'string' },
      version: { type: 'string' },
      program: { type: 'string' },
      out: { type: 'string', default: join(root, 'desktop/dist/packages') },
    },
  });
  const client = JSON.parse(readFileSync(join(root, 'desktop/package.json'), 'utf8')) as {
    version: string;
    devDependencies: { electron: string };
  };
  const product = productOf(values.name);
  const version = values.version ?? client.version;
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new PackagingFault(`版本号应为 1.2.3 / ${version} is no version.`);
  if (values.program !== undefined && !product.test)
    throw new PackagingFault('正式安装包只含本客户端 / Only the test package may carry another program.');

  say(`[1/4] Electron for ${product.name} ${version}`);
  const chosen = chooseTargets(values.target, product, client.devDependencies.electron);
  const out = resolve(values.out);
  const work = join(out, 'work');
  mkdirSync(out, { recursive: true });
  try {
    say(values.program === undefined ? '[2/4] Bundling main and preload' : '[2/4] Laying the given program');
    const program = values.program === undefined ? undefined : resolve(values.program);
    await layProgram(root, join(work, 'program'), product, version, program);
    for (const [index, { target, dist, electron }] of chosen.entries()) {
      say(`[3/4] Packing ${target.name} (${index + 1} of ${chosen.length})`);
      await pack(target, builderConfig({ product, electron, dist, output: out, icons }), work);
      if (target.system === 'win') await setUp(product, version, out);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  say(`[4/4] Done: ${out}`);
  for (const file of readdirSync(out).filter((name) => name.includes(version) && /\.(deb|exe)$/.test(name)))
    say(`      ${file}  ${(statSync(join(out, file)).size / 1e6).toFixed(1)} MB`);
}

const icons = join(import.meta.dirname, 'icons');

interface Chosen {
  readonly target: Target;
  readonly dist: string;
  readonly electron: string;
}

/** The targets asked for, or all for which a distribution is found. */
function chooseTargets(asked: string | undefined, product: Product, pinned: string): Chosen[] {
  const names = asked?.split(',');
  const unknown = (names ?? []).filter((name) => !targets.some((target) => target.name === name));
  if (unknown.length > 0)
    throw new PackagingFault(
      `没有目标 ${unknown.join(', ')} / There is no such target; there are ${targets.map(({ name }) => name).join(', ')}.`,
    );
  const given = process.env['MINJIANG_ELECTRON_DIST'];
  const own = join(root, 'node_modules/electron/dist');
  const found = targets
    .filter(({ name }) => names?.includes(name) ?? true)
    .map((target) => ({ target, dist: findDistribution(target, given && resolve(given), own) }));
  const missing = found.filter(({ dist }) => dist === undefined).map(({ target }) => target.name);
  const present = found.filter(
    (each): each is { target: Target; dist: Distribution } => each.dist !== undefined,
  );
  if (present.length === 0 || (names !== undefined && missing.length > 0))
    throw new PackagingFault(
      `缺少 Electron 发行文件：${missing.join(', ')} / No Electron distribution for ${missing.join(', ')}. Run npx install-electron, ` +
        `or unpack Electron ${pinned} and name its folder in MINJIANG_ELECTRON_DIST (subfolders linux-x64, linux-arm64, win-x64).`,
    );
  if (missing.length > 0) say(`      left out, no Electron for it: ${missing.join(', ')}`);
  return present.map(({ target, dist }) => {
    const electron = electronFor(product, pinned, dist.version);
    say(`      ${target.name}: Electron ${electron} of ${dist.folder}`);
    return { target, dist: dist.folder, electron };
  });
}

async function pack(target: Target, config: Record<string, unknown>, work: string): Promise<void> {
  const file = join(work, 'builder.json');
  writeFileSync(file, JSON.stringify(config));
  const home = dirname(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  await runTool(
    process.execPath,
    [
      join(home, 'cli.js'),
      `--${target.system === 'win' ? 'win' : 'linux'}`,
      target.system === 'win' ? 'dir' : 'deb',
      `--${target.arch}`,
      ...['--config', file, '--projectDir', join(work, 'program'), '--publish', 'never'],
    ],
    {
      cwd: join(work, 'program'),
      env: {
        CUSTOM_FPM_PATH: join(import.meta.dirname, 'linux/fpm-dpkg.sh'),
        // Nothing is signed here; a certificate in the environment is not for these steps.
        CSC_IDENTITY_AUTO_DISCOVERY: 'false',
      },
    },
  );
}

async function setUp(product: Product, version: string, out: string): Promise<void> {
  if (!['/usr/bin/makensis', '/usr/local/bin/makensis'].some((file) => existsSync(file))) {
    say('      no Windows installer: makensis is missing (Debian: apt-get install nsis)');
    return;
  }
  say('      making the Windows installer');
  await makeSetup({ product, version, unpacked: join(out, 'win-unpacked'), output: out });
}

function say(line: string): void {
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${line}\n`);
}

main().catch((fault: unknown) => {
  const known = fault instanceof PackagingFault;
  process.stderr.write(`${known ? fault.message : String(fault)}\n`);
  process.exitCode = known ? 2 : 1;
});
