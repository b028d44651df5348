import { gathered, type Authenticator, type Database } from '../../platform/index.ts';
import type { SessionEnding } from './end-sessions.ts';
import {
  actorOf,
  endedProblem,
  overdueEnd,
  sessionsQuery,
  touchSessions,
  type SessionRow,
} from './session-check.ts';
import { readCookie } from './session-cookie.ts';
import { touchEveryMs } from './session-rules.ts';

interface HashedSession extends SessionRow {
  readonly hash: Buffer;
}

/**
 * Answers who sends a request. It runs for every one of them, hence plain SQL: one prepared statement by key for all
 * that arrive together, and a write only every 30 s or when the session is found to have ended.
 */
export function makeAuthenticator(
  db: Database,
  nowExpression: string,
  ending: SessionEnding,
  staffIdleMs: number,
): Authenticator {
  const question = { name: 'identity-authenticate', text: sessionsQuery(nowExpression) };
  const sessionOf = gathered(async (hashes: readonly Buffer[]) => {
    const { rows } = await db.pool.query<HashedSession>({ ...question, values: [hashes] });
    const found = new Map(rows.map((session) => [session.hash.toString('latin1'), session] as const));
    return hashes.map((hash) => found.get(hash.toString('latin1')));
  });
  return async (cookieHeader, isUse) => {
    const hash = readCookie(cookieHeader);
    if (!hash) return null;
    const session = await sessionOf(hash);
    if (!session) return null;
    if (session.endReason) return endedProblem(session.endReason);
    const { id, now } = session;
    const reason = overdueEnd(session, staffIdleMs);
    if (reason) {
      await db.transaction((tx) => ending.end(tx, now, [id], reason));
      return endedProblem(reason);
    }
    const isUnseen = now - session.lastSeenAt >= touchEveryMs(staffIdleMs);
    if (isUse && isUnseen) await touchSessions(db.pool, [hash], now);
    return actorOf(session);
  };
}
