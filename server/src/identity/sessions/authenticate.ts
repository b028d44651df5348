import type { Authenticator, Database } from '../../platform/index.ts';
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

/**
 * Answers who sends a request. It runs for every one of them, hence plain SQL: one prepared statement by primary key,
 * and a write only every 30 s or when the session is found to have ended.
 */
export function makeAuthenticator(
  db: Database,
  nowExpression: string,
  ending: SessionEnding,
  staffIdleMs: number,
): Authenticator {
  const question = { name: 'identity-authenticate', text: sessionsQuery(nowExpression) };
  return async (cookieHeader) => {
    const hash = readCookie(cookieHeader);
    if (!hash) return null;
    const { rows } = await db.pool.query<SessionRow>({ ...question, values: [[hash]] });
    const [session] = rows;
    if (!session) return null;
    if (session.endReason) return endedProblem(session.endReason);
    const { id, now } = session;
    const reason = overdueEnd(session, staffIdleMs);
    if (reason) {
      await db.transaction((tx) => ending.end(tx, now, [id], reason));
      return endedProblem(reason);
    }
    if (now - session.lastSeenAt >= touchEveryMs(staffIdleMs)) await touchSessions(db.pool, [hash], now);
    return actorOf(session);
  };
}
