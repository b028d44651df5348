/** `npm run load:bundle`: the scripts as k6 reads them, one file each, in `tests/out/k6`. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { allRoutes } from '@minjiang/shared/api';
import { outFolder } from '../../support/places.ts';

export const scripts = ['sign-in', 'catalogue', 'study', 'statistics', 'mixed'] as const;
export type Script = (typeof scripts)[number];

export const bundled = (script: Script, folder = bundleFolder) => join(folder, `${script}.js`);

export const bundleFolder = join(outFolder, 'k6');

/** Places of the routes are written in, so that the contracts' code, much of it validation, stays out. */
export async function bundleScripts(folder = bundleFolder): Promise<void> {
  const places = allRoutes.map(({ id, method, path, status }) => [id, { method, path, status }] as const);
  await build({
    entryPoints: scripts.map((script) => join(import.meta.dirname, `scripts/${script}.ts`)),
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: ['k6', 'k6/*'],
    define: { ROUTES: JSON.stringify(Object.fromEntries(places)) },
    logLevel: 'warning',
  });
}

if (import.meta.main) {
  await bundleScripts();
  console.log(`${scripts.length} scripts in ${bundleFolder}`);
}
