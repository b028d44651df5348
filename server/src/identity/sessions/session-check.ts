import type pg from 'pg';
import { addDays, localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import { permissionsOf, roles, type Role, type SessionEndReason } from '@minjiang/shared/identity';
import { Problem, type Actor } from '../../platform/index.ts';
import type { AccountState } from '../accounts/account-model.ts';
import { endOf, problemOf } from './session-rules.ts';

/** A session as it is read for whoever speaks for it; instants in milliseconds, days local. */
export interface SessionRow {
  readonly id: string;
  readonly accountId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly accountState: AccountState;
  readonly endReason: SessionEndReason | null;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly now: number;
}

const ms = (instant: string) => `floor(extract(epoch FROM ${instant}) * 1000)::float8`;

/** Sessions by the hashes of their tokens (`$1`), each with its hash as `hash`. */
export const sessionsQuery = (nowExpression: string) =>
  `SELECT s.token_hash AS hash, s.id, s.account_id AS "accountId", g.role, g.organisation_id AS "organisationId",
     g.region_code AS "regionCode",
     g.valid_from AS "validFrom", g.valid_to AS "validTo", a.state AS "accountState",
     s.end_reason AS "endReason", ${ms('s.last_seen_at')} AS "lastSeenAt",
     ${ms('s.expires_at')} AS "expiresAt", ${ms(nowExpression)} AS now
   FROM identity_sessions s
   JOIN identity_accounts a ON a.id = s.account_id
   JOIN identity_assignments g ON g.id = s.assignment_id
   WHERE s.token_hash = ANY($1::bytea[])`;

/** Notes that sessions (`$1`, hashes) are in use at an instant. */
export const touchSessions = (pool: pg.Pool, hashes: readonly Buffer[], now: number) =>
  pool.query('UPDATE identity_sessions SET last_seen_at = $2 WHERE token_hash = ANY($1::bytea[])', [
    hashes,
    new Date(now),
  ]);

const permissions = new Map(roles.map((role) => [role, new Set<string>(permissionsOf(role))] as const));

/** Permissions are one set for all actors of a role. */
export const actorOf = ({ id, accountId, role, organisationId, regionCode }: SessionRow): Actor => ({
  accountId,
  sessionId: id,
  role,
  organisationId,
  regionCode,
  permissions: permissions.get(role) ?? new Set(),
});

/** Why an open session must end now; null while it holds. */
export const overdueEnd = (session: SessionRow, staffIdleMs: number): SessionEndReason | null =>
  endOf(session, session.now, localDay(session.now), staffIdleMs);

export const endedProblem = (reason: SessionEndReason) =>
  new Problem(problemOf(reason), { params: { reason } });

/** Milliseconds until a session ends by itself: its own time, or the last day of its assignment. */
export function lastsMs({ expiresAt, validTo, now }: SessionRow): number {
  const lastDayEnds = validTo === null ? Infinity : startOfLocalDay(addDays(validTo, 1));
  return Math.min(expiresAt, lastDayEnds) - now;
}
