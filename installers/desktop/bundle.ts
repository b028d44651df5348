import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { Product } from './electron-choice.ts';

/**
 * Lays the program as electron-builder wants it: two bundles and a package.json without dependencies.
 * @param program a folder with a program of its own (`main.cjs` or `main.mjs`, `preload.cjs`) instead of the client;
 *   for the test package, whose Electron may be too old for the client
 */
export async function layProgram(
  root: string,
  folder: string,
  product: Product,
  version: string,
  program?: string,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (program === undefined) await bundleClient(root, folder);
  else cpSync(program, folder, { recursive: true });
  const main = readdirSync(folder).find((file) => /^main\.[cm]js$/.test(file));
  if (main === undefined) throw new Error(`There is no main.mjs or main.cjs in ${program ?? folder}.`);
  const facts = {
    name: product.name,
    productName: product.title,
    version,
    main,
    description: 'Minjiang study client',
    author: { name: 'Minjiang', email: 'desktop@minjiang.invalid' },
    homepage: 'https://minjiang.invalid/',
    license: 'UNLICENSED',
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(facts, null, 2)}\n`);
}

const olderWay = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

async function bundleClient(root: string, folder: string): Promise<void> {
  const common: BuildOptions = {
    bundle: true,
    external: ['electron'],
    minify: true,
    legalComments: 'inline',
  };
  const source = join(root, 'desktop/src');
  await build({
    ...common,
    entryPoints: [join(source, 'main.ts')],
    outfile: join(folder, 'main.mjs'),
    platform: 'node',
    format: 'esm',
    // The client of Socket.IO asks for Node's own modules in the older way.
    banner: { js: olderWay },
    target: 'node24',
  });
  await build({
    ...common,
    entryPoints: [join(source, 'preload.ts')],
    outfile: join(folder, 'preload.cjs'),
    platform: 'browser',
    format: 'cjs',
    target: 'chrome140',
  });
}
