import type { CheckKind } from '@minjiang/shared/catalog';
import type { CheckOccasion } from '@minjiang/shared/integrity';
import type { Sql } from '../../platform/index.ts';

/** A check as it stands; instants in milliseconds. */
export interface Check {
  readonly id: string;
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly programmeVersionId: string;
  readonly lessonId: string | null;
  readonly kind: CheckKind;
  readonly occasion: CheckOccasion;
  readonly issuedAt: number;
  readonly answerBy: number;
  readonly state: 'issued' | 'passed' | 'missed';
  readonly tries: number;
  readonly triesLeft: number;
  readonly questionId: string | null;
  /** `optionOrder[i]` is the option that stands at place `i` of the page. */
  readonly optionOrder: readonly number[];
  readonly asked: readonly string[];
  readonly codeSentTo: readonly ('notice' | 'email')[];
  readonly codesSentAgain: number;
}

const epochMs = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;
export const instant = (place: string) => `to_timestamp(${place}::float8 / 1000)`;

const select = `SELECT id, account_id AS "accountId", enrolment_id AS "enrolmentId",
    programme_version_id AS "programmeVersionId", lesson_id AS "lessonId", kind, occasion,
    ${epochMs('issued_at')} AS "issuedAt", ${epochMs('answer_by')} AS "answerBy", state, tries,
    tries_left AS "triesLeft", question_id AS "questionId", option_order AS "optionOrder", asked,
    code_sent_to AS "codeSentTo", codes_sent_again AS "codesSentAgain" FROM integrity_checks`;

/** A check of an account; not locked. */
export async function readCheck(sql: Sql, accountId: string, checkId: string): Promise<Check | undefined> {
  return (await sql<Check>(`${select} WHERE id = $1 AND account_id = $2`, [checkId, accountId]))[0];
}

/** Locks and reads a check; the account must be locked before it. */
export async function lockCheck(sql: Sql, checkId: string): Promise<Check> {
  return (await sql<Check>(`${select} WHERE id = $1 FOR UPDATE`, [checkId]))[0]!;
}

/** The check of an enrolment that waits for an answer; not locked. */
export async function openCheckOf(sql: Sql, enrolmentId: string): Promise<Check | undefined> {
  return (await sql<Check>(`${select} WHERE enrolment_id = $1 AND state = 'issued'`, [enrolmentId]))[0];
}

/** Whether one was passed since an instant. */
export async function passedSince(sql: Sql, enrolmentId: string, sinceMs: number): Promise<boolean> {
  const rows = await sql(
    `SELECT 1 FROM integrity_checks WHERE enrolment_id = $1 AND state = 'passed' AND closed_at >= ${instant('$2')} LIMIT 1`,
    [enrolmentId, sinceMs],
  );
  return rows.length > 0;
}

/** Those of the accounts who missed the last check that was issued to them since an instant. */
export async function missedSince(
  sql: Sql,
  accountIds: readonly string[],
  sinceMs: number,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }>(
    `SELECT a.id FROM unnest($1::uuid[]) AS a (id) JOIN LATERAL (
       SELECT state FROM integrity_checks WHERE account_id = a.id AND issued_at >= ${instant('$2')}
       ORDER BY issued_at DESC LIMIT 1
     ) AS newest ON newest.state = 'missed'`,
    [accountIds, sinceMs],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Checks whose time ended before an instant, the oldest first. */
export async function overdueChecks(
  sql: Sql,
  beforeMs: number,
  most: number,
): Promise<{ id: string; accountId: string }[]> {
  return sql(
    `SELECT id, account_id AS "accountId" FROM integrity_checks WHERE state = 'issued' AND answer_by < ${instant('$1')}
     ORDER BY answer_by LIMIT $2`,
    [beforeMs, most],
  );
}

const latelyChecks = 6;

/** The questions of the last checks of each enrolment; one statement. */
export async function askedLately(sql: Sql, enrolmentIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await sql<{ enrolmentId: string; asked: string[] }>(
    `SELECT e.id AS "enrolmentId", c.asked FROM unnest($1::uuid[]) AS e(id) CROSS JOIN LATERAL (
       SELECT asked FROM integrity_checks WHERE enrolment_id = e.id ORDER BY issued_at DESC LIMIT ${latelyChecks}) c`,
    [enrolmentIds],
  );
  const groups = Map.groupBy(rows, ({ enrolmentId }) => enrolmentId);
  return new Map([...groups].map(([id, group]) => [id, group.flatMap(({ asked }) => asked)]));
}

/** Ends a check. */
export async function closeCheck(
  sql: Sql,
  { id, tries }: Pick<Check, 'id' | 'tries'>,
  state: 'passed' | 'missed',
  now: number,
): Promise<void> {
  await sql(
    `UPDATE integrity_checks SET state = $2, tries = $3, closed_at = ${instant('$4')} WHERE id = $1`,
    [id, state, tries, now],
  );
}
