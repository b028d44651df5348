import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';

/**
 * Takes away a forgotten password: the person is invited again and activates the account with a new code. One
 * who never had a password stays as he is. @throws Problem not-found | own-account
 */
export async function resetPassword(
  tx: Tx,
  now: number,
  actorId: string,
  accountId: string,
  ending: SessionEnding,
): Promise<void> {
  if (accountId.toLowerCase() === actorId) throw new Problem('own-account');
  const [account] = await tx.sql<{ hasPassword: boolean }>(
    `SELECT password_hash IS NOT NULL AS "hasPassword" FROM identity_accounts
     WHERE id = $1 AND state <> 'closed' FOR UPDATE`,
    [accountId],
  );
  if (!account) throw new Problem('not-found');
  if (!account.hasPassword) return;
  await tx.sql(
    `UPDATE identity_accounts SET password_hash = NULL,
       state = CASE state WHEN 'active' THEN 'invited' ELSE state END WHERE id = $1`,
    [accountId],
  );
  const event = { kind: 'password.reset', actorId, subjectKind: 'account', subjectId: accountId };
  await appendEvent(tx, event, now);
  await ending.endAll(tx, now, accountId, 'password-changed');
}
