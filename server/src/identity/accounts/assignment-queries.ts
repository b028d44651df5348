import type { AccountAssignment, Assignment } from '@minjiang/shared/identity';
import { localDay } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import { stateOf } from './staff-rules.ts';

/** Everything a person is, was and will be, newest first. @throws Problem not-found */
export async function listAssignments(
  sql: Sql,
  now: number,
  accountId: string,
): Promise<AccountAssignment[]> {
  const [account] = await sql('SELECT 1 FROM identity_accounts WHERE id = $1', [accountId]);
  if (!account) throw new Problem('not-found');
  const rows = await sql<Assignment & { ended: boolean }>(
    `SELECT g.id, g.role, g.organisation_id AS "organisationId", o.name AS "organisationName",
       g.region_code AS "regionCode", g.valid_from AS "from", g.valid_to AS "to",
       g.ended_at IS NOT NULL AS ended
     FROM identity_assignments g LEFT JOIN identity_organisations o ON o.id = g.organisation_id
     WHERE g.account_id = $1 ORDER BY g.id DESC`,
    [accountId],
  );
  const today = localDay(now);
  return rows.map(({ ended, ...row }) => ({ ...row, state: stateOf({ ...row, ended }, today) }));
}
