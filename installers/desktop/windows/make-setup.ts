import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '../electron-choice.ts';
import { runTool } from '../run-tool.ts';

export interface Setup {
  readonly product: Product;
  readonly version: string;
  /** The folder `win-unpacked` of electron-builder. */
  readonly unpacked: string;
  readonly output: string;
}

/** The four numbers that Windows wants of a version; what follows a dash is not for it. */
export function fourNumbers(version: string): string {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (numbers === null) throw new Error(`${version} is no version`);
  return `${numbers.slice(1, 4).join('.')}.0`;
}

/** Makes the Windows installer from an unpacked program with makensis (Debian's package nsis), and answers its file. */
export async function makeSetup({ product, version, unpacked, output }: Setup): Promise<string> {
  const program = join(unpacked, `${product.title}.exe`);
  if (!existsSync(program)) throw new Error(`${program} is missing`);
  const file = join(output, `${product.name}-${version}-setup.exe`);
  const values = {
    APP: unpacked,
    OUT: file,
    NAME: product.name,
    TITLE: product.title,
    SHOWN: product.test ? '闽匠（测试包）' : '闽匠',
    VERSION: version,
    NUMBERS: fourNumbers(version),
    ICON: join(import.meta.dirname, '../icons/icon.ico'),
  };
  const args = [
    ...['-V2', '-WX', '-INPUTCHARSET', 'UTF8'],
    ...Object.entries(values).map(([name, value]) => `-D${name}=${value}`),
    join(import.meta.dirname, 'setup.nsi'),
  ];
  // In the C locale makensis takes no Chinese argument.
  await runTool('makensis', args, { env: { LC_ALL: 'C.UTF-8' } });
  return file;
}
