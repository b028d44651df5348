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

/** Why an account gets no code. */
export type CodeRefusal = 'not-found' | 'already-activated' | 'no-email';

export interface IssueCodeDeps {
  readonly keys: Keys;
  readonly sealing: Sealing;
  readonly messaging: MessagingPort;
}

/**
 * Ends the earlier code of each account and makes another, to print or to be sent. The code of a mail is made
 * when the mail goes out, so that neither job nor outbox ever holds it.
 * @returns the code of each account, or why it gets none
 * @throws Problem email-not-configured
 */
export async function issueActivationCodes(
  tx: Tx,
  now: number,
  actorId: string | null,
  accountIds: readonly string[],
  channel: CodeChannel,
  { keys, sealing, messaging }: IssueCodeDeps,
): Promise<Map<string, IssuedCode | CodeRefusal>> {
  if (channel === 'email' && !messaging.mailConfigured) throw new Problem('email-not-configured');
  const answer = new Map<string, IssuedCode | CodeRefusal>(accountIds.map((id) => [id, 'not-found']));
  // In one order for everybody, so that two who issue at once do not wait for each other.
  const accounts = await tx.sql<StoredAccount>(
    `SELECT id, state, name_sealed AS name, email_sealed IS NOT NULL AS "hasEmail"
     FROM identity_accounts WHERE id = ANY($1::uuid[]) AND state <> 'closed' ORDER BY id FOR UPDATE`,
    [accountIds],
  );
  const expiresAt = new Date(now + codeLifeMs[channel]);
  const made: { id: string; accountId: string; hash: Buffer | null }[] = [];
  for (const account of accounts) {
    const refusal = refusalOf(account, channel);
    if (refusal) {
      answer.set(account.id, refusal);
      continue;
    }
    const id = newId();
    const code = channel === 'slip' ? makeCode() : null;
    made.push({ id, accountId: account.id, hash: code === null ? null : codeHash(keys, id, code) });
    const maskedName = maskName(openColumn(sealing, account.name) ?? '');
    answer.set(account.id, { channel, code, maskedName, expiresAt: expiresAt.toISOString() });
  }
  const ids = made.map(({ accountId }) => accountId);
  await tx.sql(
    `UPDATE identity_activation_codes SET ended_at = $2, code_hash = NULL
     WHERE account_id = ANY($1::uuid[]) AND ended_at IS NULL`,
    [ids, new Date(now)],
  );
  await tx.sql(
    `INSERT INTO identity_activation_codes (id, account_id, channel, code_hash, requested_at, expires_at)
     SELECT made.id, made.account_id, $4, made.code_hash, $5, $6
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS made (id, account_id, code_hash)`,
    [made.map(({ id }) => id), ids, made.map(({ hash }) => hash), channel, new Date(now), expiresAt],
  );
  for (const { id, accountId } of made) {
    const delivery = { template: 'activation-code', accountId, subjectId: id };
    if (channel === 'email') await messaging.queueMail(tx, now, delivery);
    else await messaging.recordSlip(tx, now, delivery);
    const event = { kind: 'activation-code.issued', actorId, subjectKind: 'account', subjectId: accountId };
    await appendEvent(tx, { ...event, data: { channel } }, now);
  }
  return answer;
}

/**
 * The same for one account.
 * @throws Problem not-found | already-activated | no-email | email-not-configured
 */
export async function issueActivationCode(
  tx: Tx,
  now: number,
  actorId: string | null,
  accountId: string,
  channel: CodeChannel,
  deps: IssueCodeDeps,
): Promise<IssuedCode> {
  const issued = await issueActivationCodes(tx, now, actorId, [accountId], channel, deps);
  const answer = issued.get(accountId) ?? 'not-found';
  if (typeof answer === 'string') throw new Problem(answer);
  return answer;
}

interface StoredAccount {
  id: string;
  state: AccountState;
  name: Buffer;
  hasEmail: boolean;
}

function refusalOf(account: StoredAccount, channel: CodeChannel): CodeRefusal | null {
  if (account.state !== 'invited') return 'already-activated';
  return channel === 'email' && !account.hasEmail ? 'no-email' : null;
}
