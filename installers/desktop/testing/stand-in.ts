import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../machine-type.ts';

/** What stands in the binary before its fuses: the marker, version 1, the count, and one character for each. */
export const fuseMarker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The beginning of a program for a target: only the header is real. */
export function programHead(target: Target['name']): Buffer {
  const head = Buffer.alloc(256);
  if (target === 'win-x64') {
    head.write('MZ', 0, 'latin1');
    head.writeUInt32LE(128, 60);
    head.write('PE\0\0', 128, 'latin1');
    head.writeUInt16LE(0x8664, 132);
  } else {
    head.writeUInt32BE(0x7f454c46, 0);
    head.writeUInt16LE(target === 'linux-x64' ? 0x3e : 0xb7, 18);
  }
  return head;
}

/**
 * A folder laid out like an Electron distribution, with a header and fuses in place of the program: packing it shows
 * every step of packaging and nothing of running.
 */
export function standIn(folder: string, target: Target, version: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const fuses = Buffer.concat([Buffer.from(fuseMarker), Buffer.from([1, 9]), Buffer.from('101100100')]);
  const program = join(folder, target.program);
  const head = target.system === 'win' ? windowsProgram(program) : programHead(target.name);
  writeFileSync(program, Buffer.concat([head, fuses, Buffer.alloc(64)]));
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'version'), version);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
    writeFileSync(join(folder, file), file);
  return folder;
}

/** Facts are written into the resources of a Windows program, so it must be a whole one: makensis makes a small one. */
function windowsProgram(file: string): Buffer {
  const script = [
    ...['Unicode true', 'Target amd64-unicode', 'Name x', `OutFile "${file}"`, 'VIProductVersion 1.0.0.0'],
    ...['ProductName', 'FileVersion', 'FileDescription', 'LegalCopyright'].map(
      (key) => `VIAddVersionKey /LANG=1033 ${key} x`,
    ),
    ...['Section', 'SectionEnd'],
  ];
  const made = spawnSync('makensis', ['-V1', '-'], { input: script.join('\n') });
  return made.status === 0 ? readFileSync(file) : programHead('win-x64');
}
