import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import type { AccountState } from './account-model.ts';
import { restoredState } from './account-rules.ts';

interface LockedAccount {
  readonly state: AccountState;
  readonly hasPassword: boolean;
}

async function lockAccount(tx: Tx, accountId: string): Promise<LockedAccount> {
  const [row] = await tx.sql<LockedAccount>(
    `SELECT state, password_hash IS NOT NULL AS "hasPassword" FROM identity_accounts
     WHERE id = $1 AND state <> 'closed' FOR UPDATE`,
    [accountId],
  );
  if (!row) throw new Problem('not-found');
  return row;
}

async function setState(tx: Tx, now: number, actorId: string, accountId: string, state: AccountState) {
  await tx.sql('UPDATE identity_accounts SET state = $2 WHERE id = $1', [accountId, state]);
  const kind = state === 'suspended' ? 'account.suspended' : 'account.restored';
  await appendEvent(tx, { kind, actorId, subjectKind: 'account', subjectId: accountId }, now);
}

/**
 * Suspends an account and ends its sessions in one transaction; a second time changes nothing.
 * @throws Problem not-found | own-account
 */
export async function suspendAccount(
  tx: Tx,
  now: number,
  actorId: string,
  accountId: string,
  ending: SessionEnding,
): Promise<void> {
  // The address may name an id in capitals.
  if (accountId.toLowerCase() === actorId) throw new Problem('own-account');
  const { state } = await lockAccount(tx, accountId);
  if (state === 'suspended') return;
  await setState(tx, now, actorId, accountId, 'suspended');
  await ending.endAll(tx, now, accountId, 'suspended');
}

/** @throws Problem not-found */
export async function restoreAccount(tx: Tx, now: number, actorId: string, accountId: string): Promise<void> {
  const { state, hasPassword } = await lockAccount(tx, accountId);
  if (state === 'suspended') await setState(tx, now, actorId, accountId, restoredState(hasPassword));
}
