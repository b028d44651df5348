import type { OwnAccount } from '@minjiang/shared/identity';
import type { Actor } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import { openSession } from '../sessions/open-session.ts';
import { ownAccount } from '../sessions/own-account.ts';
import type { CredentialDeps, Credentials } from './check-password.ts';

export type SignInCommandDeps = CredentialDeps & {
  readonly ending: SessionEnding;
  readonly sessionMs: number;
};

/**
 * Opens a session for whom the credentials name, and ends those it displaces.
 * @param before whose session the browser held until now; it loses that cookie
 * @throws Problem sign-in-refused | sign-in-locked | account-suspended | no-assignment
 */
export async function signIn(
  deps: SignInCommandDeps,
  credentials: Credentials,
  before: Actor | null,
): Promise<{ token: string; account: OwnAccount }> {
  const { db, clock, sealing, locks, ending } = deps;
  const isSame = before?.accountId === credentials.accountId;
  const opened = await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    // Guesses may have closed the lock while this password was being verified.
    await locks.assertOpen(tx.sql, credentials.counters, now);
    const { sessionId, token } = await openSession(
      tx,
      now,
      credentials,
      isSame ? before.sessionId : null,
      deps,
    );
    await locks.clear(tx, credentials.counters);
    return { token, account: await ownAccount(tx.sql, sealing, sessionId, now) };
  });
  if (before && !isSame) {
    // Another person's session, in a transaction of its own, so that two accounts are never locked together.
    await db.transaction(async (tx) =>
      ending.end(tx, await clock.now(tx.sql), [before.sessionId], 'signed-out'),
    );
  }
  return opened;
}
