import { localDay } from '@minjiang/shared/kernel';
import type { Assignment, OwnAccount } from '@minjiang/shared/identity';
import { Problem, type Sealing, type Sql } from '../../platform/index.ts';
import { masked, sealedColumns, type SealedRow } from '../accounts/account-queries.ts';
import { openColumn } from '../accounts/sealed-person.ts';

/** Assignments of an account that are valid today, the oldest first. */
export function validAssignments(sql: Sql, accountId: string, now: number): Promise<Assignment[]> {
  return sql<Assignment>(
    `SELECT g.id, g.role, g.organisation_id AS "organisationId", o.name AS "organisationName",
       g.region_code AS "regionCode", g.valid_from AS "from", g.valid_to AS "to"
     FROM identity_assignments g LEFT JOIN identity_organisations o ON o.id = g.organisation_id
     WHERE g.account_id = $1 AND g.ended_at IS NULL AND g.valid_from <= $2 AND (g.valid_to IS NULL OR g.valid_to >= $2)
     ORDER BY g.valid_from, g.id`,
    [accountId, localDay(now)],
  );
}

/** The account as its owner sees it in one session. @throws Problem session-ended */
export async function ownAccount(
  sql: Sql,
  sealing: Sealing,
  sessionId: string,
  now: number,
): Promise<OwnAccount> {
  const [row] = await sql<
    SealedRow & { id: string; userName: string | null; largeText: boolean; assignmentId: string }
  >(
    `SELECT a.id, a.user_name AS "userName", ${sealedColumns}, a.large_text AS "largeText",
       s.assignment_id AS "assignmentId"
     FROM identity_sessions s JOIN identity_accounts a ON a.id = s.account_id WHERE s.id = $1`,
    [sessionId],
  );
  if (!row) throw new Problem('session-ended');
  const assignments = await validAssignments(sql, row.id, now);
  const active = assignments.find(({ id }) => id === row.assignmentId);
  if (!active) throw new Problem('session-ended');
  const name = openColumn(sealing, row.nameSealed) ?? '';
  const { id, userName, largeText } = row;
  return { id, name, ...masked(sealing, row), userName, largeText, assignments, active };
}
