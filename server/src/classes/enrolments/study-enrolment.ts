import type { EnrolmentState } from '@minjiang/shared/classes';
import { addDays, startOfLocalDay } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';

/** An enrolment as the ledger sees it: when it may earn, and by which version. */
export interface StudyEnrolment {
  readonly enrolmentId: string;
  readonly classId: string;
  readonly className: string;
  readonly organisationId: string;
  readonly programmeVersionId: string | null;
  /** Local midnight that begins the first day, and the one after the last day; milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: EnrolmentState;
  readonly opened: boolean;
}

interface Row extends Omit<StudyEnrolment, 'fromMs' | 'toMs'> {
  readonly opensOn: string;
  readonly closesOn: string;
}

const select = `SELECT e.id AS "enrolmentId", c.id AS "classId", c.name AS "className",
    c.organisation_id AS "organisationId", c.programme_version_id AS "programmeVersionId",
    c.opens_on AS "opensOn", c.closes_on AS "closesOn", e.state, c.opened_at IS NOT NULL AS opened
  FROM classes_enrolments e JOIN classes_classes c ON c.id = e.class_id WHERE e.account_id = $1`;

const present = ({ opensOn, closesOn, ...row }: Row): StudyEnrolment => ({
  ...row,
  fromMs: startOfLocalDay(opensOn),
  toMs: startOfLocalDay(addDays(closesOn, 1)),
});

/** One enrolment of an account, or null when it has no such one. */
export async function studyEnrolment(
  sql: Sql,
  accountId: string,
  enrolmentId: string,
): Promise<StudyEnrolment | null> {
  const [row] = await sql<Row>(`${select} AND e.id = $2`, [accountId, enrolmentId]);
  return row ? present(row) : null;
}

const mostListed = 200;

/** Every enrolment of an account, removed ones too; the class that opens last first. */
export async function enrolmentsOf(sql: Sql, accountId: string): Promise<StudyEnrolment[]> {
  const rows = await sql<Row>(`${select} ORDER BY c.opens_on DESC, c.id DESC LIMIT ${mostListed}`, [
    accountId,
  ]);
  return rows.map(present);
}
