import { dayMs, localDay } from '@minjiang/shared/kernel';
import type { Clock, Database, Tx } from '../platform/index.ts';
import { clearOrders } from './orders/clear-orders.ts';
import type { SessionEnding } from './sessions/end-sessions.ts';

const atMost = 500;

/** Keeps each round in one process; another one's round is as good as ours. */
const lockKey = 727_102;

export interface CleanUpDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ending: SessionEnding;
  readonly staffIdleMs: number;
}

/**
 * Ends the sessions whose time is over, so that their pages say so although they ask for nothing, and removes
 * what nobody may need: ended sessions after a day, old failures, hashes of expired codes, unused nonces.
 */
export async function cleanUp({ db, clock, ending, staffIdleMs }: CleanUpDeps): Promise<void> {
  await db.transaction(async (tx) => {
    const [lock] = await tx.sql<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [lockKey]);
    if (!lock?.mine) return;
    const now = await clock.now(tx.sql);
    const expired = `s.expires_at <= $1 OR g.valid_to < $2`;
    await ending.end(tx, now, await openSessions(tx, expired, [new Date(now), localDay(now)]), 'expired');
    const idle = `g.role <> 'learner' AND s.last_seen_at <= $1`;
    await ending.end(tx, now, await openSessions(tx, idle, [new Date(now - staffIdleMs)]), 'idle');
    const yesterday = new Date(now - dayMs);
    await tx.sql('DELETE FROM identity_sessions WHERE ended_at < $1', [yesterday]);
    await tx.sql('DELETE FROM identity_failures WHERE last_at < $1', [yesterday]);
    await tx.sql(
      `UPDATE identity_activation_codes SET ended_at = $1, code_hash = NULL
       WHERE ended_at IS NULL AND expires_at <= $1`,
      [new Date(now)],
    );
    await tx.sql('DELETE FROM identity_device_codes WHERE expires_at <= $1', [new Date(now)]);
    await tx.sql('DELETE FROM identity_device_nonces WHERE expires_at <= $1', [new Date(now)]);
    await clearOrders(tx, now);
  });
}

async function openSessions(tx: Tx, which: string, values: readonly unknown[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT s.id FROM identity_sessions s JOIN identity_assignments g ON g.id = s.assignment_id
     WHERE s.ended_at IS NULL AND (${which}) ORDER BY s.account_id LIMIT ${atMost} FOR UPDATE OF s SKIP LOCKED`,
    values,
  );
  return rows.map(({ id }) => id);
}
