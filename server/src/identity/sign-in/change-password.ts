import { appendEvent, Problem, type Actor } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import type { CredentialDeps } from './check-password.ts';

/**
 * Sets a new password and ends every other session. A wrong current password counts like a refused sign-in; a
 * lock leaves this session as it is.
 * @throws Problem password-wrong | password-same | sign-in-locked | busy
 */
export async function changePassword(
  { db, clock, locks, passwords, ending }: CredentialDeps & { ending: SessionEnding },
  actor: Actor,
  given: { currentPassword: string; newPassword: string },
  address: string,
): Promise<void> {
  const { accountId, sessionId } = actor;
  const counters = locks.countersOf('password', accountId, address);
  const assertOpen = async () => locks.assertOpen(db.sql, counters, await clock.now(db.sql));
  await assertOpen();
  const [account] = await db.sql<{ passwordHash: string | null }>(
    'SELECT password_hash AS "passwordHash" FROM identity_accounts WHERE id = $1',
    [accountId],
  );
  const stored = account?.passwordHash ?? null;
  const right = await passwords.verify(stored, given.currentPassword, {
    before: assertOpen,
    whenWrong: () => db.transaction(async (tx) => locks.countFailure(tx, counters, await clock.now(tx.sql))),
  });
  if (!right) throw new Problem('password-wrong');
  if (given.currentPassword === given.newPassword) throw new Problem('password-same');
  const next = await passwords.hash(given.newPassword);
  await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    await locks.assertOpen(tx.sql, counters, now);
    // Only over the password that was verified: another change may have come first.
    const changed = await tx.sql(
      'UPDATE identity_accounts SET password_hash = $2 WHERE id = $1 AND password_hash = $3 RETURNING id',
      [accountId, next, stored],
    );
    if (changed.length === 0) throw new Problem('password-wrong');
    await locks.clear(tx, counters);
    await ending.endAll(tx, now, accountId, 'password-changed', sessionId);
    const event = { kind: 'password.changed', subjectKind: 'account', subjectId: accountId };
    await appendEvent(tx, { ...event, actorId: accountId }, now);
  });
}
