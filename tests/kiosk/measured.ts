import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outFolder } from '../support/places.ts';

/** What a run measured, one line each; shown when it is over. */
export const measuredFile = join(outFolder, 'kiosk/measured.txt');

export function tell(what: string, value: string): void {
  mkdirSync(dirname(measuredFile), { recursive: true });
  appendFileSync(measuredFile, `  kiosk: ${what}: ${value}\n`);
}
