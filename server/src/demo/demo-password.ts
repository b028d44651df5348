import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one password of the demonstration: given, else made once and kept in the data folder (mode 0600). */
export function demoPassword(dataDir: string, given: string | null): string {
  if (given) return given;
  const file = join(dataDir, 'secrets', 'demo-password');
  if (!existsSync(file)) {
    mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
    writeFileSync(file, `Min-${randomBytes(6).toString('hex')}`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
