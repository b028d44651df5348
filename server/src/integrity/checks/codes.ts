import type { Keys, Sql } from '../../platform/index.ts';
import type { Check } from './check-store.ts';

export interface SentCode {
  readonly checkId: string;
  readonly accountId: string;
  readonly code: string;
  /** When it is of no more use. */
  readonly expiresAt: number;
}

/** A way to a learner for codes. Whatever it keeps or queues holds no code in clear. */
export interface CodeSender {
  readonly channel: 'notice' | 'email';
  /** In the transaction of the check. @returns the checks whose code it could send */
  send(sql: Sql, codes: readonly SentCode[], now: number): Promise<string[]>;
}

/**
 * The code of one try of a check. It is derived from the master key, so that no table, job or log needs to hold it;
 * another try has another one.
 */
export function codeOf(keys: Keys, { id, tries }: Pick<Check, 'id' | 'tries'>): string {
  const number = keys.mac('check-code', id, String(tries)).readUIntBE(0, 6) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** Sends codes by every way there is, and notes which they were. */
export async function sendCodes(
  sql: Sql,
  checks: readonly Pick<Check, 'id' | 'accountId' | 'tries' | 'answerBy'>[],
  now: number,
  { keys, codeSenders }: { readonly keys: Keys; readonly codeSenders: readonly CodeSender[] },
): Promise<void> {
  if (checks.length === 0) return;
  const codes = checks.map((check) => ({
    checkId: check.id,
    accountId: check.accountId,
    code: codeOf(keys, check),
    expiresAt: check.answerBy,
  }));
  for (const sender of codeSenders) {
    const sent = await sender.send(sql, codes, now);
    await sql(
      `UPDATE integrity_checks SET code_sent_to = array_append(code_sent_to, $2)
       WHERE id = ANY($1::uuid[]) AND NOT $2 = ANY(code_sent_to)`,
      [sent, sender.channel],
    );
  }
}

/** The code that a check waits for now; null once it is over. */
export async function waitingCode(
  sql: Sql,
  keys: Keys,
  checkId: string,
): Promise<{ accountId: string; code: string } | null> {
  const [check] = await sql<Pick<Check, 'id' | 'accountId' | 'tries'>>(
    `SELECT id, account_id AS "accountId", tries FROM integrity_checks
     WHERE id = $1 AND kind = 'message-code' AND state = 'issued'`,
    [checkId],
  );
  return check ? { accountId: check.accountId, code: codeOf(keys, check) } : null;
}
