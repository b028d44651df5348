import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one password that the demonstration accounts have; null before they have one. */
export function keptPassword(dataDir: string): string | null {
  const file = fileOf(dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

export function keepPassword(dataDir: string, password: string): void {
  mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(dataDir), password, { mode: 0o600 });
}

export const randomPassword = () => `Min-${randomBytes(6).toString('hex')}`;

const fileOf = (dataDir: string) => join(dataDir, 'secrets', 'demo-password');
