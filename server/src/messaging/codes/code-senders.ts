import { appendEvent, type Sql } from '../../platform/index.ts';
import type { NewNotice } from '../notices/notice-store.ts';

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

/** The code that enrols a learner's own machine, as a notice that goes with it. */
export const deviceCodeNotice = (sent: {
  readonly accountId: string;
  readonly codeId: string;
  readonly code: string;
  readonly expiresAt: number;
}): NewNotice => ({
  accountId: sent.accountId,
  template: 'device-code',
  params: { codeId: sent.codeId, code: sent.code },
  expiresAt: sent.expiresAt,
});

/** Told when a code is to go by e-mail; the subject is the check. */
export const codeToMail = 'messaging.code-to-mail';

/** Sends codes by e-mail to accounts that have an address: a worker takes it from there. */
export const codesByMail = (ask: {
  readonly mailConfigured: boolean;
  withEmail(sql: Sql, accountIds: readonly string[]): Promise<string[]>;
}) => ({
  channel: 'email' as const,
  async send(sql: Sql, codes: readonly SentCode[], now: number): Promise<string[]> {
    if (!ask.mailConfigured) return [];
    const reachable = await ask.withEmail(
      sql,
      codes.map(({ accountId }) => accountId),
    );
    const sent = codes.filter(({ accountId }) => reachable.includes(accountId));
    for (const { accountId, checkId } of sent) {
      const event = { kind: codeToMail, actorId: null, subjectKind: 'check', subjectId: checkId };
      await appendEvent({ sql }, { ...event, data: { accountId } }, now);
    }
    return sent.map(({ checkId }) => checkId);
  },
});
