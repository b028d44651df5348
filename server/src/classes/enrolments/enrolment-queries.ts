import type { EnrolmentRow, EnrolmentState } from '@minjiang/shared/classes';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { Problem, rowsOf, type Sql } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';

interface StoredRow {
  id: string;
  accountId: string;
  rosterNumber: number;
  state: EnrolmentState;
  employerId: string | null;
  enrolledAt: Date;
}

export interface RosterFilter {
  readonly state?: EnrolmentState | undefined;
  readonly accountState?: 'invited' | 'active' | 'suspended' | undefined;
}

/** A row of a roster as it stands in a file; the person is named by his account alone. */
export interface EnrolmentInFile {
  readonly accountId: string;
  readonly rosterNumber: number;
  readonly state: EnrolmentState;
  readonly accountState: EnrolmentRow['accountState'];
  readonly employerName: string | null;
  /** Milliseconds since the epoch. */
  readonly enrolledAt: number;
}

const columns = `id, account_id AS "accountId", roster_number AS "rosterNumber", state,
  employer_id AS "employerId", enrolled_at AS "enrolledAt"`;

/** One page of a roster by roster number; without a state, everyone who was not removed. */
export async function listEnrolments(
  sql: Sql,
  classId: string,
  query: RosterFilter & PageQuery,
  accounts: LearnerAccounts,
): Promise<Page<EnrolmentRow>> {
  const { page, pageSize } = query;
  const values = await valuesOf(sql, classId, query, accounts);
  const rows = await sql<StoredRow>(
    `SELECT ${columns} FROM classes_enrolments WHERE ${wanted} ORDER BY roster_number LIMIT $4 OFFSET $5`,
    [...values, pageSize, (page - 1) * pageSize],
  );
  return {
    items: await presentEnrolments(sql, rows, accounts),
    total: await countWanted(sql, values),
    page,
    pageSize,
  };
}

/** A whole roster in batches, for a file, and how many rows it has; in a snapshot. */
export async function openRoster(
  sql: Sql,
  classId: string,
  filter: RosterFilter,
  accounts: LearnerAccounts,
): Promise<{ total: number; batches: AsyncGenerator<EnrolmentInFile[]> }> {
  const values = await valuesOf(sql, classId, filter, accounts);
  const batches = rowsOf<StoredRow>(
    sql,
    `SELECT ${columns} FROM classes_enrolments WHERE ${wanted} ORDER BY roster_number`,
    values,
  );
  async function* rows(): AsyncGenerator<EnrolmentInFile[]> {
    for await (const some of batches) {
      const presented = await presentEnrolments(sql, some, accounts);
      yield presented.map(({ rosterNumber, state, accountState, employerName }, i) => {
        const { accountId, enrolledAt } = some[i]!;
        return {
          accountId,
          rosterNumber,
          state,
          accountState,
          employerName,
          enrolledAt: enrolledAt.getTime(),
        };
      });
    }
  }
  return { total: await countWanted(sql, values), batches: rows() };
}

const wanted = `class_id = $1 AND (state = $2 OR ($2::text IS NULL AND state <> 'removed'))
  AND ($3::uuid[] IS NULL OR account_id = ANY($3::uuid[]))`;

async function valuesOf(
  sql: Sql,
  classId: string,
  { state, accountState }: RosterFilter,
  accounts: LearnerAccounts,
): Promise<unknown[]> {
  const filter = [classId, state ?? null];
  if (!accountState) return [...filter, null];
  const all = await sql<{ accountId: string }>(
    `SELECT account_id AS "accountId" FROM classes_enrolments WHERE ${wanted}`,
    [...filter, null],
  );
  const ids = all.map(({ accountId }) => accountId);
  return [...filter, await accounts.accountsInState(sql, ids, accountState)];
}

async function countWanted(sql: Sql, values: readonly unknown[]): Promise<number> {
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM classes_enrolments WHERE ${wanted}`,
    values,
  );
  return count?.total ?? 0;
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

/** The roster number of an enrolment of a class, removed or not; null when the class has none such. */
export async function rosterNumberOf(sql: Sql, classId: string, enrolmentId: string): Promise<number | null> {
  const [row] = await sql<{ rosterNumber: number }>(
    'SELECT roster_number AS "rosterNumber" FROM classes_enrolments WHERE class_id = $1 AND id = $2',
    [classId, enrolmentId],
  );
  return row?.rosterNumber ?? null;
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
