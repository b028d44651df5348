import type { EnrolmentRow, EnrolmentState } from '@minjiang/shared/classes';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';

interface StoredRow {
  id: string;
  accountId: string;
  rosterNumber: number;
  state: EnrolmentState;
  employerId: string | null;
  enrolledAt: Date;
}

export interface RosterQuery extends PageQuery {
  readonly state?: EnrolmentState | undefined;
  readonly accountState?: 'invited' | 'active' | 'suspended' | undefined;
}

const columns = `id, account_id AS "accountId", roster_number AS "rosterNumber", state,
  employer_id AS "employerId", enrolled_at AS "enrolledAt"`;

/** One page of a roster by roster number; without a state, everyone who was not removed. */
export async function listEnrolments(
  sql: Sql,
  classId: string,
  query: RosterQuery,
  accounts: LearnerAccounts,
): Promise<Page<EnrolmentRow>> {
  const { page, pageSize, state, accountState } = query;
  const where = `class_id = $1 AND (state = $2 OR ($2::text IS NULL AND state <> 'removed'))`;
  const filter: unknown[] = [classId, state ?? null];
  let only: string[] | null = null;
  if (accountState) {
    const all = await sql<{ accountId: string }>(
      `SELECT account_id AS "accountId" FROM classes_enrolments WHERE ${where}`,
      filter,
    );
    const ids = all.map(({ accountId }) => accountId);
    only = await accounts.accountsInState(sql, ids, accountState);
  }
  const wanted = `${where} AND ($3::uuid[] IS NULL OR account_id = ANY($3::uuid[]))`;
  const rows = await sql<StoredRow>(
    `SELECT ${columns} FROM classes_enrolments WHERE ${wanted} ORDER BY roster_number LIMIT $4 OFFSET $5`,
    [...filter, only, pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM classes_enrolments WHERE ${wanted}`,
    [...filter, only],
  );
  return { items: await presentEnrolments(sql, rows, accounts), total: count?.total ?? 0, page, pageSize };
}

const mostFound = 20;

/** Whoever of a class, removed or not, has this whole phone or ID number. */
export async function findEnrolments(
  sql: Sql,
  classId: string,
  find: string,
  accounts: LearnerAccounts,
): Promise<Page<EnrolmentRow>> {
  const rows = await sql<StoredRow>(
    `SELECT ${columns} FROM classes_enrolments WHERE class_id = $1 AND account_id = ANY($2::uuid[])
     ORDER BY roster_number LIMIT ${mostFound}`,
    [classId, await accounts.findAccountIds(sql, find)],
  );
  const items = await presentEnrolments(sql, rows, accounts);
  return { items, total: items.length, page: 1, pageSize: mostFound };
}

/** @throws Problem not-found when the class has no such enrolment */
export async function showEnrolment(
  sql: Sql,
  classId: string,
  enrolmentId: string,
  accounts: LearnerAccounts,
): Promise<EnrolmentRow> {
  const rows = await sql<StoredRow>(
    `SELECT ${columns} FROM classes_enrolments WHERE class_id = $1 AND id = $2`,
    [classId, enrolmentId],
  );
  const [found] = await presentEnrolments(sql, rows, accounts);
  if (!found) throw new Problem('not-found');
  return found;
}

/** The account of someone who is on the roster. @throws Problem not-found, for one who was removed too */
export async function accountOnRoster(sql: Sql, classId: string, enrolmentId: string): Promise<string> {
  const [row] = await sql<{ accountId: string }>(
    `SELECT account_id AS "accountId" FROM classes_enrolments
     WHERE class_id = $1 AND id = $2 AND state <> 'removed'`,
    [classId, enrolmentId],
  );
  if (!row) throw new Problem('not-found');
  return row.accountId;
}

async function presentEnrolments(
  sql: Sql,
  rows: readonly StoredRow[],
  accounts: LearnerAccounts,
): Promise<EnrolmentRow[]> {
  const people = await accounts.describeAccounts(
    sql,
    rows.map(({ accountId }) => accountId),
  );
  const employerIds = new Set(rows.flatMap(({ employerId }) => employerId ?? []));
  const employers = await accounts.organisations(sql, [...employerIds]);
  return rows.map(({ id, accountId, rosterNumber, state, employerId, enrolledAt }) => {
    const person = people.get(accountId);
    return {
      id,
      rosterNumber,
      state,
      maskedName: person?.maskedName ?? '',
      maskedPhone: person?.maskedPhone ?? null,
      maskedIdNumber: person?.maskedIdNumber ?? '',
      // A person whose data were erased has no account to describe; his enrolment stays.
      accountState: person?.state ?? 'closed',
      employerName: employers.get(employerId ?? '')?.name ?? null,
      lastCode: person?.lastCode ?? null,
      enrolledAt: enrolledAt.toISOString(),
    };
  });
}
