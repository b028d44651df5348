import type { Clock, EventHandler, Sql } from '../../platform/index.ts';
import type { ComposeMail } from '../mail/deliver-mail.ts';
import { checkCodeMail } from './code-texts.ts';

const template = 'check-code';

export interface MailCodesDeps {
  readonly clock: Clock;
  readonly messaging: {
    defineMail(template: string, compose: ComposeMail): void;
    queueMail(
      tx: { sql: Sql },
      now: number,
      subject: { template: string; accountId: string; subjectId: string },
    ): Promise<void>;
  };
  /** The code of a check that still waits, and whose it is. */
  codeOf(checkId: string): Promise<{ accountId: string; code: string } | null>;
  emailOf(accountId: string): Promise<string | null>;
}

/**
 * Handles a code that is to go by e-mail. The mail is written at the moment it goes out, so that neither event, job nor
 * record holds the code; a check that is over by then is not written about.
 */
export function mailCodes({ clock, messaging, codeOf, emailOf }: MailCodesDeps): EventHandler {
  messaging.defineMail(template, async (checkId) => {
    const waiting = await codeOf(checkId);
    const to = waiting && (await emailOf(waiting.accountId));
    return to ? { to, ...checkCodeMail(waiting.code) } : null;
  });
  return async ({ subjectId, data }, tx) => {
    const subject = { template, accountId: String(data['accountId']), subjectId };
    await messaging.queueMail(tx, await clock.now(tx.sql), subject);
  };
}
