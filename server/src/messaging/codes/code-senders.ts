import type { Sql } from '../../platform/index.ts';
import type { ComposeMail } from '../mail/deliver-mail.ts';
import type { NewNotice } from '../notices/notice-store.ts';
import { checkCodeMail } from './code-texts.ts';

/** A code on its way to a learner. */
interface SentCode {
  readonly checkId: string;
  readonly accountId: string;
  readonly code: string;
  readonly expiresAt: number;
}

/** Sends codes as notices of the portal, which are sealed and expire with the code. */
export const codesByNotice = (messaging: {
  notify(sql: Sql, notices: readonly NewNotice[], now: number): Promise<void>;
}) => ({
  channel: 'notice' as const,
  async send(sql: Sql, codes: readonly SentCode[], now: number): Promise<string[]> {
    const notices = codes.map(({ accountId, checkId, code, expiresAt }) => ({
      accountId,
      template: 'check-code' as const,
      params: { checkId, code },
      expiresAt,
    }));
    await messaging.notify(sql, notices, now);
    return codes.map(({ checkId }) => checkId);
  },
});

const template = 'check-code';

/**
 * Sends codes by e-mail to accounts that have an address. The mail is written in the worker at the moment it goes
 * out, so that neither job nor record holds the code; a check that is over by then is not written about.
 * @param ask.codeOf the code of a check that still waits, and whose it is
 */
export function codesByMail(
  messaging: {
    readonly mailConfigured: boolean;
    defineMail(template: string, compose: ComposeMail): void;
    queueMail(
      tx: { sql: Sql },
      now: number,
      subject: { template: string; accountId: string; subjectId: string },
    ): Promise<void>;
  },
  ask: {
    codeOf(checkId: string): Promise<{ accountId: string; code: string } | null>;
    emailOf(accountId: string): Promise<string | null>;
    withEmail(sql: Sql, accountIds: readonly string[]): Promise<string[]>;
  },
) {
  messaging.defineMail(template, async (checkId) => {
    const waiting = await ask.codeOf(checkId);
    const to = waiting && (await ask.emailOf(waiting.accountId));
    return to ? { to, ...checkCodeMail(waiting.code) } : null;
  });
  return {
    channel: 'email' as const,
    async send(sql: Sql, codes: readonly SentCode[], now: number): Promise<string[]> {
      if (!messaging.mailConfigured) return [];
      const reachable = await ask.withEmail(
        sql,
        codes.map(({ accountId }) => accountId),
      );
      const sent = codes.filter(({ accountId }) => reachable.includes(accountId));
      for (const { accountId, checkId } of sent) {
        await messaging.queueMail({ sql }, now, { template, accountId, subjectId: checkId });
      }
      return sent.map(({ checkId }) => checkId);
    },
  };
}
