import type { SessionEndReason } from '@minjiang/shared/identity';
import { appendEvent, sendSignal, type Tx } from '../../platform/index.ts';

/**
 * Runs in the transaction that ends sessions, so that whatever hangs on them ends with them. `sessionIds` are
 * those that end; a change of password or a suspension is told even when none was open.
 */
export type SessionsEndedListener = (
  tx: Tx,
  accountIds: readonly string[],
  reason: SessionEndReason,
  sessionIds: readonly string[],
) => Promise<void>;

export interface SessionEnding {
  onSessionsEnded(listener: SessionsEndedListener): void;
  /** Ends those of the sessions that are still open; their pages hear of it when the transaction commits. */
  end(tx: Tx, now: number, sessionIds: readonly string[], reason: SessionEndReason): Promise<void>;
  /** A session goes on for another assignment: ends what hangs on the former, and doubts what its sockets believe. */
  turn(tx: Tx, accountId: string, sessionId: string): Promise<void>;
  /** Ends every open session of an account, but for one that may stay. */
  endAll(tx: Tx, now: number, accountId: string, reason: SessionEndReason, but?: string): Promise<void>;
}

export function makeSessionEnding(): SessionEnding {
  const listeners: SessionsEndedListener[] = [];

  async function close(tx: Tx, now: number, sessionIds: readonly string[], reason: SessionEndReason) {
    const ended = await tx.sql<{ id: string; accountId: string }>(
      `UPDATE identity_sessions SET ended_at = $2, end_reason = $3
       WHERE id = ANY($1::uuid[]) AND ended_at IS NULL RETURNING id, account_id AS "accountId"`,
      [sessionIds, new Date(now), reason],
    );
    for (const { id, accountId } of ended) {
      const event = { kind: 'session.ended', actorId: null, subjectKind: 'account', subjectId: accountId };
      await appendEvent(tx, { ...event, data: { sessionId: id, reason } }, now);
      const room = `session:${id}`;
      await sendSignal(tx.sql, { room, event: 'session:ended', payload: { reason }, disconnect: true });
    }
    return ended;
  }

  async function tell(tx: Tx, accountIds: readonly string[], reason: SessionEndReason, sessionIds: string[]) {
    for (const listener of listeners) await listener(tx, accountIds, reason, sessionIds);
  }

  return {
    onSessionsEnded: (listener) => void listeners.push(listener),
    async end(tx, now, sessionIds, reason) {
      if (sessionIds.length === 0) return;
      const ended = await close(tx, now, sessionIds, reason);
      if (ended.length === 0) return;
      const accountIds = [...new Set(ended.map(({ accountId }) => accountId))].sort();
      await tell(
        tx,
        accountIds,
        reason,
        ended.map(({ id }) => id),
      );
    },
    async turn(tx, accountId, sessionId) {
      await tell(tx, [accountId], 'displaced', []);
      const room = `session:${sessionId}`;
      await sendSignal(tx.sql, { room, event: 'session:turned', payload: {}, doubt: true });
    },
    async endAll(tx, now, accountId, reason, but) {
      const open = await tx.sql<{ id: string }>(
        `SELECT id FROM identity_sessions WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2
         FOR UPDATE`,
        [accountId, but ?? null],
      );
      const ended = await close(
        tx,
        now,
        open.map(({ id }) => id),
        reason,
      );
      await tell(
        tx,
        [accountId],
        reason,
        ended.map(({ id }) => id),
      );
    },
  };
}
