import type { Clock, Database, Keys, Sealing, Tx } from '../../platform/index.ts';
import { activationMail } from './activation-texts.ts';
import { codeHash, codeLifeMs, makeCode } from './activation-rules.ts';

/** What a delivery is about: ids only. */
export interface MailSubject {
  readonly template: string;
  readonly accountId: string;
  readonly subjectId: string;
}

/** A mail ready to be sent; it exists in memory only. */
export interface ComposedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What identity needs of messaging. */
export interface MessagingPort {
  readonly mailConfigured: boolean;
  /** Says how a template is written, at the moment of each try; null when it is no longer wanted. */
  defineMail(template: string, compose: (subjectId: string) => Promise<ComposedMail | null>): void;
  queueMail(tx: Tx, now: number, subject: MailSubject): Promise<void>;
  /** Notes that something was handed over on paper. */
  recordSlip(tx: Tx, now: number, subject: MailSubject): Promise<void>;
}

/** Makes the code of a mail that is about to be sent; a later try makes another, and the last one holds. */
export function defineActivationMail(
  messaging: MessagingPort,
  deps: { db: Database; clock: Clock; keys: Keys; sealing: Sealing; origin: string | null },
): void {
  const { db, clock, keys, sealing, origin } = deps;
  messaging.defineMail('activation-code', (codeId) =>
    db.transaction(async (tx) => {
      const now = await clock.now(tx.sql);
      const code = makeCode();
      const [row] = await tx.sql<{ email: Buffer | null }>(
        `UPDATE identity_activation_codes c SET code_hash = $2, expires_at = $3, tries = 0
         FROM identity_accounts a
         WHERE c.id = $1 AND c.ended_at IS NULL AND a.id = c.account_id AND a.state = 'invited'
         RETURNING a.email_sealed AS email`,
        [codeId, codeHash(keys, codeId, code), new Date(now + codeLifeMs.email)],
      );
      return row?.email ? { to: sealing.open(row.email), ...activationMail(code, origin) } : null;
    }),
  );
}
