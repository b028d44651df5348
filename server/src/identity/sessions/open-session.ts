import { newId } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { AccountState } from '../accounts/account-model.ts';
import type { Role } from '@minjiang/shared/identity';
import type { SessionEnding } from './end-sessions.ts';
import { validAssignments } from './own-account.ts';
import { makeToken } from './session-cookie.ts';
import { displacedBy } from './session-rules.ts';

/** A person whose password was right a moment ago. */
export interface Verified {
  readonly accountId: string;
  readonly passwordHash: string;
}

/**
 * Opens a session and ends those it displaces, in one transaction: of two sign-ins at once the later wins.
 * @param replacedId a session of the same account in the same browser, whose cookie is overwritten
 * @throws Problem sign-in-refused | account-suspended | no-assignment
 */
export async function openSession(
  tx: Tx,
  now: number,
  verified: Verified,
  replacedId: string | null,
  deps: { ending: SessionEnding; sessionMs: number },
): Promise<{ sessionId: string; token: string }> {
  const { accountId } = verified;
  const preferredId = await lockAccount(tx, verified);
  const assignments = await validAssignments(tx.sql, accountId, now);
  const active = assignments.find(({ id }) => id === preferredId) ?? assignments[0];
  if (!active) throw new Problem('no-assignment');
  if (replacedId) await deps.ending.end(tx, now, [replacedId], 'displaced');
  await displaceOthers(tx, now, accountId, active.role, null, deps.ending);
  const sessionId = newId();
  const { token, hash } = makeToken();
  await tx.sql(
    `INSERT INTO identity_sessions (token_hash, id, account_id, assignment_id, opened_at, last_seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [hash, sessionId, accountId, active.id, new Date(now), new Date(now + deps.sessionMs)],
  );
  await tx.sql('UPDATE identity_accounts SET last_sign_in_at = $2 WHERE id = $1', [accountId, new Date(now)]);
  const event = { kind: 'session.opened', actorId: accountId, subjectKind: 'account', subjectId: accountId };
  await appendEvent(tx, { ...event, data: { sessionId, role: active.role } }, now);
  return { sessionId, token };
}

/** The lock puts concurrent sign-ins one after the other; the password may have changed since it was verified. */
async function lockAccount(tx: Tx, verified: Verified): Promise<string | null> {
  const [account] = await tx.sql<{ state: AccountState; passwordHash: string; preferredId: string | null }>(
    `SELECT state, password_hash AS "passwordHash", preferred_assignment_id AS "preferredId"
     FROM identity_accounts WHERE id = $1 FOR UPDATE`,
    [verified.accountId],
  );
  if (account?.passwordHash !== verified.passwordHash) throw new Problem('sign-in-refused');
  if (account.state === 'suspended') throw new Problem('account-suspended');
  if (account.state !== 'active') throw new Problem('sign-in-refused');
  return account.preferredId;
}

/** Ends the sessions that a session of this role leaves no room for. */
export async function displaceOthers(
  tx: Tx,
  now: number,
  accountId: string,
  role: Role,
  butId: string | null,
  ending: SessionEnding,
): Promise<void> {
  const open = await tx.sql<{ id: string }>(
    `SELECT id FROM identity_sessions WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2
     ORDER BY opened_at DESC, id DESC`,
    [accountId, butId],
  );
  await ending.end(
    tx,
    now,
    displacedBy(
      role,
      open.map(({ id }) => id),
    ),
    'displaced',
  );
}
