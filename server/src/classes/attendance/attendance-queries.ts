import { defaultAttendanceTerms, type AttendanceTerms, type EnrolmentState } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { LearnerTime, Span } from './attendance-rules.ts';

/** A learner with everything but the time that decides how he stands on a day. */
export interface AttendanceLearner extends LearnerTime {
  readonly enrolmentId: string;
  readonly accountId: string;
  readonly rosterNumber: number;
  readonly className: string;
  readonly state: EnrolmentState;
}

export type LearnersOf =
  | { readonly classId: string; readonly enrolmentId?: string }
  | { readonly accountId: string; readonly enrolmentId: string }
  /** Whoever was employed there on one of these days. */
  | { readonly employerId: string; readonly page: number; readonly pageSize: number };

interface Row {
  enrolmentId: string;
  accountId: string;
  rosterNumber: number;
  className: string;
  state: EnrolmentState;
  opensOn: string;
  closesOn: string;
  openedAt: Date | null;
  presentFromMinutes: number | null;
  partFromMinutes: number | null;
  restWeekdays: number[] | null;
  onRoster: Span[];
  excused: Span[];
  employed: Span[];
}

const span = (row: string) => `json_build_object('fromDay', ${row}.from_day, 'toDay', ${row}.to_day)`;

const select = `
SELECT e.id AS "enrolmentId", e.account_id AS "accountId", e.roster_number AS "rosterNumber", e.state,
  c.name AS "className", c.opens_on AS "opensOn", c.closes_on AS "closesOn", c.opened_at AS "openedAt",
  t.present_from_minutes AS "presentFromMinutes", t.part_from_minutes AS "partFromMinutes",
  t.rest_weekdays AS "restWeekdays",
  ARRAY(SELECT ${span('d')} FROM classes_roster_days d WHERE d.enrolment_id = e.id ORDER BY d.from_day) AS "onRoster",
  ARRAY(SELECT ${span('x')} FROM classes_excuses x WHERE x.enrolment_id = e.id
    AND NOT EXISTS (SELECT FROM classes_excuse_withdrawals w WHERE w.excuse_id = x.id)) AS excused,
  ARRAY(SELECT ${span('m')} FROM classes_employers m WHERE m.enrolment_id = e.id AND m.employer_id = $4::uuid) AS employed
FROM classes_enrolments e
JOIN classes_classes c ON c.id = e.class_id
LEFT JOIN classes_attendance_terms t ON t.class_id = c.id
WHERE ($1::uuid IS NULL OR e.class_id = $1) AND ($2::uuid IS NULL OR e.id = $2)
  AND ($3::uuid IS NULL OR e.account_id = $3)`;

const onRosterBetween = `AND EXISTS (SELECT FROM classes_roster_days d WHERE d.enrolment_id = e.id
  AND d.from_day <= $6::date AND (d.to_day IS NULL OR d.to_day >= $5::date))`;
const employedBetween = (employer: string, from: string, to: string) => `
  e.id IN (SELECT m.enrolment_id FROM classes_employers m WHERE m.employer_id = ${employer}
    AND m.from_day <= ${to}::date AND (m.to_day IS NULL OR m.to_day >= ${from}::date))
  AND c.opens_on <= ${to}::date AND c.closes_on >= ${from}::date`;

/**
 * Learners by roster number: of a class, whoever was on its roster on one of these days; one enrolment however it
 * stands; of an employer one page, the class that opens last first.
 */
export async function attendanceLearners(
  sql: Sql,
  of: LearnersOf,
  fromDay: string,
  toDay: string,
): Promise<AttendanceLearner[]> {
  const values = [
    'classId' in of ? of.classId : null,
    ('enrolmentId' in of ? of.enrolmentId : null) ?? null,
    'accountId' in of ? of.accountId : null,
    'employerId' in of ? of.employerId : null,
  ];
  const rows =
    'employerId' in of
      ? await sql<Row>(
          `${select} AND ${employedBetween('$4', '$5', '$6')} ORDER BY c.opens_on DESC, c.id DESC, e.roster_number LIMIT $7 OFFSET $8`,
          [...values, fromDay, toDay, of.pageSize, (of.page - 1) * of.pageSize],
        )
      : of.enrolmentId !== undefined
        ? await sql<Row>(select, values)
        : await sql<Row>(`${select} ${onRosterBetween} ORDER BY e.roster_number`, [
            ...values,
            fromDay,
            toDay,
          ]);
  return rows.map((row) => present(row, 'employerId' in of));
}

function present(row: Row, toEmployer: boolean): AttendanceLearner {
  const { enrolmentId, accountId, rosterNumber, className, state, onRoster, excused, employed } = row;
  const { opensOn, closesOn, openedAt } = row;
  const openedOn = openedAt && localDay(openedAt.getTime());
  return {
    ...{ enrolmentId, accountId, rosterNumber, className, state, onRoster, excused },
    shown: toEmployer ? employed : null,
    time: { opensOn, closesOn, openedOn },
    terms: termsOf(row),
  };
}

function termsOf(row: Pick<Row, 'presentFromMinutes' | 'partFromMinutes' | 'restWeekdays'>): AttendanceTerms {
  const { presentFromMinutes, partFromMinutes, restWeekdays } = row;
  if (presentFromMinutes === null || partFromMinutes === null || restWeekdays === null)
    return defaultAttendanceTerms;
  return { presentFromMinutes, partFromMinutes, restWeekdays };
}

/** How many learners an employer has on some days. */
export async function countEmployed(
  sql: Sql,
  employerId: string,
  fromDay: string,
  toDay: string,
): Promise<number> {
  const [found] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM classes_enrolments e JOIN classes_classes c ON c.id = e.class_id
     WHERE ${employedBetween('$1', '$2', '$3')}`,
    [employerId, fromDay, toDay],
  );
  return found?.total ?? 0;
}

/** The first and last day on which anybody of an employer might study; null when nobody ever did. */
export async function employedSpan(sql: Sql, employerId: string) {
  const [row] = await sql<{ opensOn: string | null; closesOn: string | null }>(
    `SELECT min(c.opens_on)::text AS "opensOn", max(c.closes_on)::text AS "closesOn"
     FROM classes_employers m JOIN classes_enrolments e ON e.id = m.enrolment_id
     JOIN classes_classes c ON c.id = e.class_id WHERE m.employer_id = $1`,
    [employerId],
  );
  return row?.opensOn && row.closesOn ? { opensOn: row.opensOn, closesOn: row.closesOn } : null;
}

export interface AttendedClass {
  readonly opensOn: string;
  readonly closesOn: string;
  readonly openedAt: Date | null;
  readonly terms: AttendanceTerms;
}

export async function attendedClass(sql: Sql, classId: string): Promise<AttendedClass | null> {
  const [row] = await sql<Row>(
    `SELECT c.opens_on AS "opensOn", c.closes_on AS "closesOn", c.opened_at AS "openedAt",
       t.present_from_minutes AS "presentFromMinutes", t.part_from_minutes AS "partFromMinutes",
       t.rest_weekdays AS "restWeekdays"
     FROM classes_classes c LEFT JOIN classes_attendance_terms t ON t.class_id = c.id WHERE c.id = $1`,
    [classId],
  );
  return row
    ? { opensOn: row.opensOn, closesOn: row.closesOn, openedAt: row.openedAt, terms: termsOf(row) }
    : null;
}
