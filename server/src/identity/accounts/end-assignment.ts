import type { Role } from '@minjiang/shared/identity';
import { localDay } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';

/**
 * Ends an assignment at once, and the sessions that are in it; a second time changes nothing.
 * @throws Problem not-found | own-account
 */
export async function endAssignment(
  tx: Tx,
  now: number,
  actorId: string,
  { accountId, assignmentId }: { accountId: string; assignmentId: string },
  ending: SessionEnding,
): Promise<void> {
  if (accountId.toLowerCase() === actorId) throw new Problem('own-account');
  // The account first, as sign-in and switching do: no session can open in it meanwhile.
  await tx.sql('SELECT 1 FROM identity_accounts WHERE id = $1 FOR UPDATE', [accountId]);
  const [row] = await tx.sql<{ role: Role; isOver: boolean }>(
    `SELECT role, ended_at IS NOT NULL OR coalesce(valid_to < $3, false) AS "isOver"
     FROM identity_assignments WHERE id = $1 AND account_id = $2`,
    [assignmentId, accountId, localDay(now)],
  );
  if (!row) throw new Problem('not-found');
  if (row.isOver) return;
  await tx.sql('UPDATE identity_assignments SET ended_at = $2 WHERE id = $1', [assignmentId, new Date(now)]);
  const event = { kind: 'assignment.ended', actorId, subjectKind: 'account', subjectId: accountId };
  await appendEvent(tx, { ...event, data: { role: row.role } }, now);
  const open = await tx.sql<{ id: string }>(
    'SELECT id FROM identity_sessions WHERE assignment_id = $1 AND ended_at IS NULL',
    [assignmentId],
  );
  await ending.end(
    tx,
    now,
    open.map(({ id }) => id),
    'expired',
  );
}
