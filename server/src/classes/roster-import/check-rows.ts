import type { RosterEntry } from '@minjiang/shared/classes';
import type { Sql } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';
import type { RosterFault } from './roster-rules.ts';

/** What the platform knows against entries, in their order; an empty list for one that may be enrolled. */
export async function checkEntries(
  sql: Sql,
  classId: string,
  entries: readonly RosterEntry[],
  accounts: LearnerAccounts,
): Promise<RosterFault[][]> {
  const checked = await accounts.checkLearners(sql, entries);
  const accountIds = checked.flatMap(({ accountId }) => accountId ?? []);
  const rows = await sql<{ accountId: string }>(
    `SELECT account_id AS "accountId" FROM classes_enrolments
     WHERE class_id = $1 AND state <> 'removed' AND account_id = ANY($2::uuid[])`,
    [classId, accountIds],
  );
  const enrolled = new Set(rows.map(({ accountId }) => accountId));
  const employers = await findEmployersOf(sql, entries, accounts);
  return entries.map(({ employer }, index) => {
    const { accountId, fault } = checked[index] ?? { accountId: null, fault: null };
    const faults: RosterFault[] = [];
    if (accountId && enrolled.has(accountId)) faults.push({ column: 'idNumber', code: 'already-enrolled' });
    if (fault) faults.push({ column: 'phone', code: fault });
    if (employer && !employers.has(employer)) faults.push({ column: 'employer', code: 'unknown-employer' });
    return faults;
  });
}

/** Organisation ids by what entries call their employers, of those that are known. */
export const findEmployersOf = (
  sql: Sql,
  entries: readonly RosterEntry[],
  accounts: LearnerAccounts,
): Promise<Map<string, string>> =>
  accounts.findEmployers(
    sql,
    entries.flatMap(({ employer }) => employer ?? []),
  );
