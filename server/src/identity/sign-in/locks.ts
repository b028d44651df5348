import { Problem, type Keys, type Sql, type Tx } from '../../platform/index.ts';
import { afterFailure, lockedForSeconds, lockLimits, type LockLimit } from './lock-rules.ts';

/** What is guessed: changing the password guesses the same secret as signing in. */
export type Guessed = 'password' | 'activation-code';

interface Counter {
  readonly key: Buffer;
  readonly limit: LockLimit;
}
export type Counters = readonly [address: Counter, account: Counter];

/**
 * Counters of failed guesses. Their keys are MACs, and an account that does not exist has them like any other,
 * so that neither the table nor the answers tell who has an account. They never end an open session.
 */
export interface Locks {
  /** @param subject the account's id, else the name as typed */
  countersOf(guessed: Guessed, subject: string, address: string): Counters;
  /** @throws Problem sign-in-locked */
  assertOpen(sql: Sql, counters: Counters, now: number): Promise<void>;
  countFailure(tx: Tx, counters: Counters, now: number): Promise<void>;
  clear(tx: Tx, counters: Counters): Promise<void>;
}

export function makeLocks(keys: Keys): Locks {
  return {
    countersOf(guessed, subject, address) {
      const plainAddress = address.replace(/^::ffff:/, '');
      return [
        { key: keys.mac('identity-lock', guessed, subject, plainAddress), limit: lockLimits.address },
        { key: keys.mac('identity-lock', guessed, subject), limit: lockLimits.account },
      ];
    },
    async assertOpen(sql, counters, now) {
      const rows = await sql<{ lockedUntil: Date }>(
        `SELECT locked_until AS "lockedUntil" FROM identity_failures
         WHERE key = ANY($1::bytea[]) AND locked_until IS NOT NULL`,
        [counters.map(({ key }) => key)],
      );
      const seconds = Math.max(0, ...rows.map((row) => lockedForSeconds(row.lockedUntil.getTime(), now)));
      if (seconds > 0)
        throw new Problem('sign-in-locked', { retryAfterSeconds: seconds, params: { seconds } });
    },
    async countFailure(tx, counters, now) {
      // Always address before account, so that two of these never wait for each other.
      for (const counter of counters) await countOne(tx, counter, now);
    },
    async clear(tx, counters) {
      for (const { key } of counters) await tx.sql('DELETE FROM identity_failures WHERE key = $1', [key]);
    },
  };
}

async function countOne(tx: Tx, { key, limit }: Counter, now: number): Promise<void> {
  // The row is made first so that there is one to lock: concurrent failures count one after the other.
  await tx.sql(
    `INSERT INTO identity_failures (key, failures, last_at) VALUES ($1, 0, $2) ON CONFLICT (key) DO NOTHING`,
    [key, new Date(now)],
  );
  const [row] = await tx.sql<{ failures: number; lastAt: Date; lockedUntil: Date | null }>(
    `SELECT failures, last_at AS "lastAt", locked_until AS "lockedUntil"
     FROM identity_failures WHERE key = $1 FOR UPDATE`,
    [key],
  );
  const before = row && {
    failures: row.failures,
    lastAt: row.lastAt.getTime(),
    lockedUntil: row.lockedUntil?.getTime() ?? null,
  };
  const after = afterFailure(before ?? null, now, limit);
  await tx.sql('UPDATE identity_failures SET failures = $2, last_at = $3, locked_until = $4 WHERE key = $1', [
    key,
    after.failures,
    new Date(after.lastAt),
    after.lockedUntil === null ? null : new Date(after.lockedUntil),
  ]);
}
