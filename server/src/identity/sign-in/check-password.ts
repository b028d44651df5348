import { appendEvent, Problem, type Clock, type Database, type Sealing } from '../../platform/index.ts';
import { findAccount } from '../accounts/account-queries.ts';
import { readName } from '../accounts/account-rules.ts';
import type { Verified } from '../sessions/open-session.ts';
import type { Counters, Locks } from './locks.ts';
import type { Passwords } from './passwords.ts';

export interface CredentialDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly locks: Locks;
  readonly passwords: Passwords;
}

export interface Credentials extends Verified {
  readonly counters: Counters;
}

/**
 * Whose password this is. An account that is unknown, closed or never activated takes the same steps, the same
 * time and the same answer as a wrong password.
 * @throws Problem sign-in-refused | sign-in-locked | busy
 */
export async function checkPassword(
  { db, clock, sealing, locks, passwords }: CredentialDeps,
  account: string,
  password: string,
  address: string,
): Promise<Credentials> {
  const name = readName(account);
  const found = await findAccount(db.sql, sealing, name);
  const counters = locks.countersOf('password', found?.id ?? `${name.kind} ${name.value}`, address);
  const assertOpen = async () => locks.assertOpen(db.sql, counters, await clock.now(db.sql));
  await assertOpen();
  const right = await passwords.verify(found?.passwordHash ?? null, password, {
    // Asked again when the turn has come: guesses sent all at once must not slip past the lock together.
    before: assertOpen,
    whenWrong: () =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        await locks.countFailure(tx, counters, now);
        const event = { kind: 'sign-in.refused', actorId: null, subjectKind: 'account' };
        await appendEvent(tx, { ...event, subjectId: found?.id ?? 'unknown' }, now);
      }),
  });
  if (right && found?.passwordHash) {
    return { accountId: found.id, passwordHash: found.passwordHash, counters };
  }
  throw new Problem('sign-in-refused');
}
