import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { Context } from '../run/context.ts';
import { skippedOne, sum, type Counts } from '../run/counts.ts';
import { checkBuild } from '../run/portal.ts';
import { runSpecs } from '../run/specs.ts';
import { tools } from './display.ts';
import { findElectron } from './electron.ts';
import { measuredFile } from './measured.ts';

/**
 * Specs by hall: the three of a round run side by side, each with a platform, a screen and a machine of its own, and
 * take about as long as each other, in this order: what plays films does not stand beside what is ordered from afar.
 * What is named in no place stands in the first. Sensors look at the whole machine, so what others could take for a
 * remote session runs alone, when the halls are closed.
 */
const inSecondHall = ['staff-exit', 'service', 'forgetting', 'lock', 'remote'];
const inThirdHall = ['network', 'home', 'replay'];
const alone = ['sensing'];
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
  const named = [...inSecondHall, ...inThirdHall, ...alone];
  const inFirstHall = globSync('kiosk/*.spec.ts', { cwd: join(context.root, 'tests') })
    .map((file) => basename(file, '.spec.ts'))
    .filter((spec) => !named.includes(spec))
    .sort();
  const inHall = (name: string, specs: readonly string[]) =>
    runSpecs(context, {
      name,
      workspace: 'tests',
      files: specs.map((spec) => `kiosk/${spec}.spec.ts`),
      limitMs: 6 * 60_000,
      needs,
      env: { MINJIANG_ELECTRON: electron.path },
    });
  const sideBySide = await Promise.all([
    inHall('kiosk', inFirstHall),
    inHall('kiosk, second hall', inSecondHall),
    inHall('kiosk, third hall', inThirdHall),
  ]);
  const counts = sum([...sideBySide, await inHall('kiosk, alone', alone)]);
  if (existsSync(measuredFile)) process.stdout.write(readFileSync(measuredFile, 'utf8'));
  return counts;
}

const onPath = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
