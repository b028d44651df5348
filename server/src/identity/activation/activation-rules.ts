import { randomInt } from 'node:crypto';
import { dayMs } from '@minjiang/shared/kernel';
import type { Keys } from '../../platform/index.ts';

export type CodeChannel = 'email' | 'slip';

/** A slip goes by hand and may take a week; a mail is read the same day or asked for again. */
export const codeLifeMs: Readonly<Record<CodeChannel, number>> = { slip: 7 * dayMs, email: dayMs };

export const codeTries = 5;

/** Eight digits, each as likely as any other. */
export const makeCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');

/** What is stored of a code; bound to its row, so that it opens no other. */
export const codeHash = (keys: Keys, codeId: string, code: string): Buffer =>
  keys.mac('identity-activation-code', codeId, code);

export interface StoredCode {
  readonly hash: Buffer | null;
  readonly expiresAt: number;
  readonly tries: number;
}

/** Whether a code may still be tried; the hash is missing until its mail is sent. */
export function mayTry(code: StoredCode, now: number): code is StoredCode & { hash: Buffer } {
  return code.hash !== null && now < code.expiresAt && code.tries < codeTries;
}
