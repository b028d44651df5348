import { appendEvent, type Tx } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import type { Passwords } from '../sign-in/passwords.ts';

/** Sets a password without asking for the old one, and ends the sessions that were opened with that. */
export async function setPassword(
  tx: Tx,
  now: number,
  accountId: string,
  password: string,
  { passwords, ending }: { passwords: Passwords; ending: SessionEnding },
): Promise<void> {
  const hash = await passwords.hash(password);
  await tx.sql(
    `UPDATE identity_accounts SET password_hash = $2, state = 'active' WHERE id = $1 AND state <> 'closed'`,
    [accountId, hash],
  );
  const event = { kind: 'password.changed', subjectKind: 'account', subjectId: accountId };
  await appendEvent(tx, { ...event, actorId: null }, now);
  await ending.endAll(tx, now, accountId, 'password-changed');
}
