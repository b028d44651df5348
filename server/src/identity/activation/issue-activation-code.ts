import { newId } from '@minjiang/shared/kernel';
import { appendEvent, maskName, Problem, type Keys, type Sealing, type Tx } from '../../platform/index.ts';
import type { AccountState } from '../accounts/account-model.ts';
import { openColumn } from '../accounts/sealed-person.ts';
import type { MessagingPort } from './activation-mail.ts';
import { codeHash, codeLifeMs, makeCode, type CodeChannel } from './activation-rules.ts';

export interface IssuedCode {
  readonly channel: CodeChannel;
  /** Only for a slip, and only here: it is not stored. */
  readonly code: string | null;
  readonly maskedName: string;
  readonly expiresAt: string;
}

/**
 * Ends the earlier code of an account and makes another, to print or to be sent. The code of a mail is made
 * when the mail goes out, so that neither job nor outbox ever holds it.
 * @throws Problem not-found | already-activated | no-email | email-not-configured
 */
export async function issueActivationCode(
  tx: Tx,
  now: number,
  actorId: string | null,
  accountId: string,
  channel: CodeChannel,
  deps: { keys: Keys; sealing: Sealing; messaging: MessagingPort },
): Promise<IssuedCode> {
  const { keys, sealing, messaging } = deps;
  const [account] = await tx.sql<{ state: AccountState; name: Buffer; hasEmail: boolean }>(
    `SELECT state, name_sealed AS name, email_sealed IS NOT NULL AS "hasEmail"
     FROM identity_accounts WHERE id = $1 FOR UPDATE`,
    [accountId],
  );
  if (!account || account.state === 'closed') throw new Problem('not-found');
  if (account.state !== 'invited') throw new Problem('already-activated');
  if (channel === 'email' && !messaging.mailConfigured) throw new Problem('email-not-configured');
  if (channel === 'email' && !account.hasEmail) throw new Problem('no-email');
  await tx.sql(
    `UPDATE identity_activation_codes SET ended_at = $2, code_hash = NULL
     WHERE account_id = $1 AND ended_at IS NULL`,
    [accountId, new Date(now)],
  );
  const id = newId();
  const code = channel === 'slip' ? makeCode() : null;
  const expiresAt = new Date(now + codeLifeMs[channel]);
  await tx.sql(
    `INSERT INTO identity_activation_codes (id, account_id, channel, code_hash, requested_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, accountId, channel, code && codeHash(keys, id, code), new Date(now), expiresAt],
  );
  const delivery = { template: 'activation-code', accountId, subjectId: id };
  if (channel === 'email') await messaging.queueMail(tx, now, delivery);
  else await messaging.recordSlip(tx, now, delivery);
  const event = { kind: 'activation-code.issued', actorId, subjectKind: 'account', subjectId: accountId };
  await appendEvent(tx, { ...event, data: { channel } }, now);
  const maskedName = maskName(openColumn(sealing, account.name) ?? '');
  return { channel, code, maskedName, expiresAt: expiresAt.toISOString() };
}
