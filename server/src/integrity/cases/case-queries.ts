import type { CaseRow, integrityRoutes } from '@minjiang/shared/integrity';
import type { Page, QueryOf } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import { lessonsOf } from '../../learning/index.ts';
import type { CaseDeps } from './case-deps.ts';

/** A case with the ids whose names other modules know. */
export interface FoundCase {
  readonly caseId: string;
  readonly origin: CaseRow['origin'];
  readonly state: CaseRow['state'];
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly className: string;
  readonly organisationId: string;
  readonly programmeVersionId: string | null;
  readonly signals: CaseRow['signals'];
  readonly openedAt: Date;
  readonly decideBy: Date;
  readonly outcome: CaseRow['outcome'];
  readonly decidedAt: Date | null;
}

const columns = `c.id AS "caseId", c.origin, c.state, c.account_id AS "accountId", c.enrolment_id AS "enrolmentId",
  r.class_name AS "className", r.organisation_id AS "organisationId", r.programme_version_id AS "programmeVersionId",
  ARRAY(SELECT DISTINCT kind FROM integrity_signals s WHERE s.case_id = c.id ORDER BY kind) AS signals,
  c.opened_at AS "openedAt", c.decide_by AS "decideBy", c.outcome, c.decided_at AS "decidedAt"`;

/** What waits first, by the time in which it must be decided; then what was decided last. */
const order = (of: string) =>
  `${of}.state = 'decided', CASE WHEN ${of}.state <> 'decided' THEN ${of}.decide_by END, ${of}.decided_at DESC, ${of}.id`;

export async function listCases(
  sql: Sql,
  { page, pageSize, state, origin }: QueryOf<typeof integrityRoutes.listCases>,
  people: CaseDeps['people'],
): Promise<Page<CaseRow>> {
  const where = 'WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR origin = $2)';
  const filter = [state ?? null, origin ?? null];
  const rows = await sql<FoundCase>(
    `SELECT ${columns}
     FROM (SELECT * FROM integrity_cases p ${where} ORDER BY ${order('p')} LIMIT $3 OFFSET $4) c
     JOIN classes_roster r ON r.enrolment_id = c.enrolment_id ORDER BY ${order('c')}`,
    [...filter, pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM integrity_cases ${where}`,
    filter,
  );
  return { items: await presentRows(sql, rows, people), total: count?.total ?? 0, page, pageSize };
}

/** Names of people and institutions are asked for once, whatever the number of rows. */
export async function presentRows(
  sql: Sql,
  rows: readonly FoundCase[],
  people: CaseDeps['people'],
): Promise<CaseRow[]> {
  const accounts = await people.describeAccounts(
    sql,
    rows.map(({ accountId }) => accountId),
  );
  const institutions = await people.organisations(
    sql,
    rows.map(({ organisationId }) => organisationId),
  );
  return rows.map((row) => ({
    caseId: row.caseId,
    origin: row.origin,
    state: row.state,
    enrolmentId: row.enrolmentId,
    className: row.className,
    institutionName: institutions.get(row.organisationId)?.name ?? '',
    maskedName: accounts.get(row.accountId)?.maskedName ?? '',
    signals: row.signals,
    openedAt: row.openedAt.toISOString(),
    decideBy: row.decideBy.toISOString(),
    outcome: row.outcome,
  }));
}

/** @throws Problem not-found */
export async function findCase(sql: Sql, caseId: string): Promise<FoundCase> {
  const [found] = await sql<FoundCase>(
    `SELECT ${columns} FROM integrity_cases c JOIN classes_roster r ON r.enrolment_id = c.enrolment_id WHERE c.id = $1`,
    [caseId],
  );
  if (!found) throw new Problem('not-found');
  return found;
}

/** The names of all lessons of some versions, by lesson. */
export async function lessonNames(
  sql: Sql,
  versionIds: readonly (string | null)[],
  versions: CaseDeps['versions'],
): Promise<Map<string, string>> {
  const found = await versions.versions(sql, [
    ...new Set(versionIds.flatMap((versionId) => versionId ?? [])),
  ]);
  return new Map([...found.values()].flatMap(lessonsOf).map(({ lessonId, name }) => [lessonId, name]));
}

/** How many cases wait in each state, and when the first of them must be decided. */
export const casesWaiting = (sql: Sql) =>
  sql<{ state: 'open' | 'proposed'; cases: number; decideBy: Date }>(
    `SELECT state, count(*)::int AS cases, min(decide_by) AS "decideBy" FROM integrity_cases
     WHERE state <> 'decided' GROUP BY 1`,
  );
