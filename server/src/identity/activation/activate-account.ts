import { timingSafeEqual } from 'node:crypto';
import { appendEvent, Problem, type Keys, type Tx } from '../../platform/index.ts';
import { findAccount } from '../accounts/account-queries.ts';
import { readName } from '../accounts/account-rules.ts';
import type { CredentialDeps } from '../sign-in/check-password.ts';
import { codeHash, mayTry, type StoredCode } from './activation-rules.ts';

export type ActivationDeps = CredentialDeps & { readonly keys: Keys };

interface Row extends Omit<StoredCode, 'expiresAt'> {
  readonly id: string;
  readonly expiresAt: Date;
}

/**
 * Turns an invited account into an active one with the password its person chose. Whatever is wrong is
 * answered alike, and costs one of the code's tries.
 * @throws Problem activation-refused | sign-in-locked | busy
 */
export async function activateAccount(
  deps: ActivationDeps,
  given: { account: string; code: string; password: string },
  address: string,
): Promise<void> {
  const { db, clock, sealing, locks, passwords } = deps;
  const name = readName(given.account);
  const found = await findAccount(db.sql, sealing, name);
  const counters = locks.countersOf('activation-code', found?.id ?? `${name.kind} ${name.value}`, address);
  const right = await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    await locks.assertOpen(tx.sql, counters, now);
    const codeId = await tryCode(tx, deps.keys, now, found?.id ?? null, given.code);
    if (!codeId) await locks.countFailure(tx, counters, now);
    return codeId && found ? { codeId, accountId: found.id } : null;
  });
  // After the commit, so that the try stays counted.
  if (!right) throw new Problem('activation-refused');
  const hash = await passwords.hash(given.password);
  await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    await locks.assertOpen(tx.sql, counters, now);
    await useCode(tx, now, right.accountId, right.codeId, hash);
    await locks.clear(tx, counters);
    const event = { kind: 'account.activated', subjectKind: 'account', subjectId: right.accountId };
    await appendEvent(tx, { ...event, actorId: right.accountId }, now);
  });
}

/** The id of the open code that this is, or null after counting the try. */
async function tryCode(
  tx: Tx,
  keys: Keys,
  now: number,
  accountId: string | null,
  code: string,
): Promise<string | null> {
  const [row] = await tx.sql<Row>(
    `SELECT id, code_hash AS hash, expires_at AS "expiresAt", tries FROM identity_activation_codes
     WHERE account_id = $1 AND ended_at IS NULL FOR UPDATE`,
    [accountId],
  );
  if (!row || !mayTry({ ...row, expiresAt: row.expiresAt.getTime() }, now) || !row.hash) return null;
  if (timingSafeEqual(codeHash(keys, row.id, code), row.hash)) return row.id;
  await tx.sql('UPDATE identity_activation_codes SET tries = tries + 1 WHERE id = $1', [row.id]);
  return null;
}

/** A code is used once: of two that come at the same time the second finds it ended. */
async function useCode(tx: Tx, now: number, accountId: string, codeId: string, hash: string): Promise<void> {
  const activated = await tx.sql(
    `UPDATE identity_accounts SET state = 'active', password_hash = $2
     WHERE id = $1 AND state = 'invited' RETURNING id`,
    [accountId, hash],
  );
  const used = await tx.sql(
    `UPDATE identity_activation_codes SET used_at = $2, ended_at = $2, code_hash = NULL
     WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 RETURNING id`,
    [codeId, new Date(now)],
  );
  if (activated.length === 0 || used.length === 0) throw new Problem('activation-refused');
}
