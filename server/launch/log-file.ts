import { appendFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { makeFolder } from './folders.ts';

const limit = 20_000_000;
const kept = 3;

/**
 * A log that never grows past its limit: a full one becomes `.1`, that `.2`, and so on. A full disk costs lines,
 * not the platform.
 */
export function openLogFile(file: string, bytes = limit): Writable {
  makeFolder(dirname(file));
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      try {
        if (size > 0 && size + chunk.length > bytes) {
          rotate(file);
          size = 0;
        }
        appendFileSync(file, chunk, { mode: 0o600 });
        size += chunk.length;
      } catch {
        // Nothing can be said about it where it belongs.
      }
      done();
    },
  });
}

function rotate(file: string): void {
  for (let n = kept - 1; n >= 0; n -= 1) {
    const from = n === 0 ? file : `${file}.${n}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${n + 1}`);
  }
}
