import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { root } from '../support/places.ts';
import type { Electron } from './electron.ts';

const here = import.meta.dirname;

/** The program as a folder that Electron starts, and what it must be told to load first. */
export interface Program {
  readonly folder: string;
  readonly before: readonly string[];
}

/** Bundles the program's main process and its preload; for an old Electron with what that one lacks. */
export async function bundleProgram(folder: string, { old }: Electron): Promise<Program> {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'minjiang', version: '0.1.0', main: 'main.cjs' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const common: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: old ? 'node12.14' : 'node22',
    external: ['electron', 'fs/promises'],
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'silent',
  };
  const preload = {
    ...common,
    target: old ? 'chrome83' : 'chrome120',
    ...(old ? { inject: [join(here, 'old/language.cjs')] } : {}),
  };
  await Promise.all([
    build({ ...common, entryPoints: ['desktop/src/main.ts'], outfile: join(folder, 'main.cjs') }),
    build({ ...preload, entryPoints: ['desktop/src/preload.ts'], outfile: join(folder, 'preload.cjs') }),
    old &&
      build({ ...common, entryPoints: [join(here, 'old/adapter.cjs')], outfile: join(folder, 'old.cjs') }),
  ]);
  return { folder, before: old ? ['-r', join(folder, 'old.cjs')] : [] };
}
