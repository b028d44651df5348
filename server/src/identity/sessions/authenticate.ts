import { localDay } from '@minjiang/shared/kernel';
import { permissionsOf, roles, type Role, type SessionEndReason } from '@minjiang/shared/identity';
import { Problem, type Authenticator, type Database } from '../../platform/index.ts';
import type { AccountState } from '../accounts/account-model.ts';
import type { SessionEnding } from './end-sessions.ts';
import { readCookie } from './session-cookie.ts';
import { endOf, problemOf, touchEveryMs } from './session-rules.ts';

interface Row {
  id: string;
  accountId: string;
  role: Role;
  organisationId: string | null;
  validFrom: string;
  validTo: string | null;
  accountState: AccountState;
  endReason: SessionEndReason | null;
  lastSeenAt: number;
  expiresAt: number;
  now: number;
}

const ms = (instant: string) => `floor(extract(epoch FROM ${instant}) * 1000)::float8`;

const permissions = new Map(roles.map((role) => [role, new Set<string>(permissionsOf(role))] as const));

/**
 * Answers who sends a request or a socket event. It runs for every one of them, hence plain SQL: one prepared
 * statement by primary key, and a write only every 30 s or when the session is found to have ended.
 */
export function makeAuthenticator(
  db: Database,
  nowExpression: string,
  ending: SessionEnding,
  staffIdleMs: number,
): Authenticator {
  const question = {
    name: 'identity-authenticate',
    text: `SELECT s.id, s.account_id AS "accountId", g.role, g.organisation_id AS "organisationId",
        g.valid_from AS "validFrom", g.valid_to AS "validTo", a.state AS "accountState",
        s.end_reason AS "endReason", ${ms('s.last_seen_at')} AS "lastSeenAt",
        ${ms('s.expires_at')} AS "expiresAt", ${ms(nowExpression)} AS now
      FROM identity_sessions s
      JOIN identity_accounts a ON a.id = s.account_id
      JOIN identity_assignments g ON g.id = s.assignment_id
      WHERE s.token_hash = $1`,
  };
  return async (cookieHeader) => {
    const hash = readCookie(cookieHeader);
    if (!hash) return null;
    const { rows } = await db.pool.query<Row>({ ...question, values: [hash] });
    const [session] = rows;
    if (!session) return null;
    if (session.endReason) return ended(session.endReason);
    const { id, now } = session;
    const reason = endOf(session, now, localDay(now), staffIdleMs);
    if (reason) {
      await db.transaction((tx) => ending.end(tx, now, [id], reason));
      return ended(reason);
    }
    if (now - session.lastSeenAt >= touchEveryMs(staffIdleMs)) {
      await db.pool.query('UPDATE identity_sessions SET last_seen_at = $2 WHERE token_hash = $1', [
        hash,
        new Date(now),
      ]);
    }
    return {
      accountId: session.accountId,
      sessionId: id,
      role: session.role,
      organisationId: session.organisationId,
      permissions: permissions.get(session.role) ?? new Set(),
    };
  };
}

const ended = (reason: SessionEndReason) => new Problem(problemOf(reason), { params: { reason } });
