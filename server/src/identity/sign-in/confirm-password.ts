import { Problem, type Actor } from '../../platform/index.ts';
import type { CredentialDeps } from './check-password.ts';

/**
 * Asks who is signed in for his password again, before a step that matters. A wrong one counts like a refused sign-in;
 * a lock leaves this session as it is.
 * @throws Problem password-wrong | sign-in-locked | busy
 */
export async function confirmPassword(
  { db, clock, locks, passwords }: CredentialDeps,
  { accountId }: Pick<Actor, 'accountId'>,
  password: string,
  address: string,
): Promise<void> {
  const counters = locks.countersOf('password', accountId, address);
  const assertOpen = async () => locks.assertOpen(db.sql, counters, await clock.now(db.sql));
  await assertOpen();
  const [account] = await db.sql<{ passwordHash: string | null }>(
    'SELECT password_hash AS "passwordHash" FROM identity_accounts WHERE id = $1',
    [accountId],
  );
  const right = await passwords.verify(account?.passwordHash ?? null, password, {
    before: assertOpen,
    whenWrong: () => db.transaction(async (tx) => locks.countFailure(tx, counters, await clock.now(tx.sql))),
  });
  if (!right) throw new Problem('password-wrong');
}
