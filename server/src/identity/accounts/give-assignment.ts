import { localDay } from '@minjiang/shared/kernel';
import type { NewStaffAccount, NewStaffAssignment } from '@minjiang/shared/identity';
import { UniqueConstraintError } from 'sequelize';
import { fieldProblem, Problem, type Sealing, type Tx } from '../../platform/index.ts';
import { organisationsById } from '../organisations/organisation-queries.ts';
import type { Passwords } from '../sign-in/passwords.ts';
import type { AccountModel } from './account-model.ts';
import { addAssignment, RolesExclude, type AssignmentTerm } from './add-assignment.ts';
import { createAccount } from './create-account.ts';
import { termOf } from './staff-rules.ts';

/** @throws Problem organisation-unfit | assignment-dates, naming the field */
async function readTerm(
  tx: Tx,
  now: number,
  given: NewStaffAssignment,
  before = '',
): Promise<AssignmentTerm> {
  const { organisationId } = given;
  const known = await organisationsById(tx.sql, organisationId ? [organisationId] : []);
  const kind = [...known.values()][0]?.kind ?? null;
  const term = termOf(given, kind, localDay(now));
  if ('code' in term) throw fieldProblem(term.code, before + term.field);
  return term;
}

/**
 * Gives a person another role.
 * @throws Problem not-found | own-account | roles-exclude | organisation-unfit | assignment-dates
 */
export async function giveAssignment(
  tx: Tx,
  now: number,
  actorId: string,
  accountId: string,
  given: NewStaffAssignment,
): Promise<string> {
  if (accountId.toLowerCase() === actorId) throw new Problem('own-account');
  const [account] = await tx.sql(
    `SELECT 1 FROM identity_accounts WHERE id = $1 AND state <> 'closed' FOR UPDATE`,
    [accountId],
  );
  if (!account) throw new Problem('not-found');
  const term = await readTerm(tx, now, given);
  try {
    return await addAssignment(tx, now, actorId, accountId, term);
  } catch (error) {
    if (error instanceof RolesExclude) throw fieldProblem('roles-exclude', 'role');
    throw error;
  }
}

const fieldOf: Readonly<Record<string, string>> = { user_name: 'userName', phone_index: 'phone' };

/**
 * Makes the account of a person of the staff, who then activates it with a code.
 * @throws Problem account-known | organisation-unfit | assignment-dates, naming the field
 */
export async function createStaffAccount(
  tx: Tx,
  now: number,
  actorId: string,
  { assignment, ...person }: NewStaffAccount,
  deps: { accounts: typeof AccountModel; sealing: Sealing; passwords: Passwords },
): Promise<string> {
  const term = await readTerm(tx, now, assignment, 'assignment.');
  try {
    return await createAccount(tx, now, { ...person, assignments: [term], madeBy: actorId }, deps);
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error;
    const taken = Object.keys(error.fields).find((column) => column in fieldOf);
    throw fieldProblem('account-known', fieldOf[taken ?? ''] ?? 'userName');
  }
}
