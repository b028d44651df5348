import { isValidOn } from '../accounts/account-rules.ts';
import type { AccountState } from '../accounts/account-model.ts';
import type { Role, SessionEndReason } from '@minjiang/shared/identity';

/** A session as a request finds it; instants in milliseconds, days local. */
export interface StoredSession {
  readonly role: Role;
  readonly accountState: AccountState;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

/** How long staff may do nothing; learners have no such end, since a long film is one long silence. */
export function endOf(
  session: StoredSession,
  now: number,
  today: string,
  staffIdleMs: number,
): SessionEndReason | null {
  if (session.accountState !== 'active') return 'suspended';
  if (now >= session.expiresAt) return 'expired';
  if (session.role !== 'learner' && now - session.lastSeenAt >= staffIdleMs) return 'idle';
  if (!isValidOn({ from: session.validFrom, to: session.validTo }, today)) return 'expired';
  return null;
}

/** The problem that a request of an ended session is answered with. */
export function problemOf(reason: SessionEndReason): string {
  if (reason === 'displaced') return 'session-displaced';
  return reason === 'idle' ? 'session-idle' : 'session-ended';
}

const staffSessions = 2;

/**
 * Which open sessions of an account must end when it opens one in `role`: for a learner the last wins, staff
 * may hold two.
 * @param open ids, newest first
 */
export function displacedBy(role: Role, open: readonly string[]): readonly string[] {
  return role === 'learner' ? open : open.slice(staffSessions - 1);
}

/**
 * A session is marked as seen at most so often, so that a request is one read; always a small part of the idle
 * time, which would else run out early.
 */
export const touchEveryMs = (staffIdleMs: number): number => Math.min(30_000, staffIdleMs / 20);
