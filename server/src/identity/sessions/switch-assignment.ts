import { appendEvent, Problem, type Actor, type Tx } from '../../platform/index.ts';
import type { SessionEnding } from './end-sessions.ts';
import { displaceOthers } from './open-session.ts';
import { validAssignments } from './own-account.ts';

/**
 * Makes another own assignment the active one of this session; turning to study ends the other sessions, as a
 * learner's sign-in would. @throws Problem not-found
 */
export async function switchAssignment(
  tx: Tx,
  now: number,
  actor: Actor,
  assignmentId: string,
  ending: SessionEnding,
): Promise<void> {
  const { accountId, sessionId } = actor;
  await tx.sql('SELECT 1 FROM identity_accounts WHERE id = $1 FOR UPDATE', [accountId]);
  const chosen = (await validAssignments(tx.sql, accountId, now)).find(({ id }) => id === assignmentId);
  if (!chosen) throw new Problem('not-found');
  await tx.sql('UPDATE identity_sessions SET assignment_id = $2 WHERE id = $1', [sessionId, assignmentId]);
  await tx.sql('UPDATE identity_accounts SET preferred_assignment_id = $2 WHERE id = $1', [
    accountId,
    assignmentId,
  ]);
  // The same session speaks for another role now: what the old one was earning for ends with it.
  await ending.turn(tx, accountId, sessionId);
  await displaceOthers(tx, now, accountId, chosen.role, sessionId, ending);
  const event = { kind: 'assignment.activated', actorId: accountId, subjectKind: 'account' };
  await appendEvent(tx, { ...event, subjectId: accountId, data: { sessionId, role: chosen.role } }, now);
}
