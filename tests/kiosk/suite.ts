import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Context } from '../run/context.ts';
import { skippedOne, type Counts } from '../run/counts.ts';
import { checkBuild } from '../run/portal.ts';
import { runSpecs } from '../run/specs.ts';
import { tools } from './display.ts';
import { findElectron } from './electron.ts';
import { measuredFile } from './measured.ts';

const needs = ['database'] as const;

/** The real program on a screen of its own, where there are an Electron and a display to run it with. */
export async function runKiosk(context: Context): Promise<Counts> {
  if (process.platform !== 'linux') return skippedOne('kiosk', 'only on Linux is there a screen of its own');
  const missing = tools.filter((tool) => !onPath(tool));
  if (missing.length > 0) return skippedOne('kiosk', `not installed: ${missing.join(', ')}`);
  const electron = await findElectron();
  if (electron === null) return skippedOne('kiosk', 'no Electron binary');
  const built = await checkBuild(context);
  if (built.failures.length > 0) return built;
  process.stdout.write(`  kiosk: Electron ${electron.version} of ${electron.from}\n`);
  rmSync(measuredFile, { force: true });
  const counts = await runSpecs(context, {
    name: 'kiosk',
    workspace: 'tests',
    files: globSync('kiosk/**/*.spec.ts', { cwd: join(context.root, 'tests') }),
    limitMs: 10 * 60_000,
    needs,
    env: { MINJIANG_ELECTRON: electron.path },
  });
  if (existsSync(measuredFile)) process.stdout.write(readFileSync(measuredFile, 'utf8'));
  return counts;
}

const onPath = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
