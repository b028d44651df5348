import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from '../../../tests/kiosk/bundle.ts';
import type { Electron } from '../../../tests/kiosk/electron.ts';

/**
 * The client as a folder for `--program`: the same program that the kiosk's tests run, which an older Electron needs
 * the adapter for. Nobody can hand an installed program `-r`, so its main file loads the adapter first.
 */
export async function layTestProgram(folder: string, electron: Electron): Promise<string> {
  await bundleProgram(folder, electron);
  renameSync(join(folder, 'main.cjs'), join(folder, 'program.cjs'));
  const parts = electron.old ? ['old', 'program'] : ['program'];
  writeFileSync(join(folder, 'main.cjs'), parts.map((part) => `require('./${part}.cjs');\n`).join(''));
  return folder;
}
