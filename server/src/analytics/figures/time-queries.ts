import {
  bucketsOf,
  periodBefore,
  type BucketLength,
  type FigureBucket,
  type Period,
} from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import { codesOf } from './figures-policy.ts';
import type { Place } from './place.ts';

export interface Time {
  readonly creditedMs: number;
  readonly rawMs: number;
}

export interface TimeOfPeriod extends Time {
  readonly before: Time;
  readonly series: FigureBucket[];
}

/** `$1` is the first day before the period, `$2` its first, `$3` its last, `$4` how days are gathered; rows have day, credited_ms and raw_ms. */
interface Rows {
  readonly text: string;
  readonly values: readonly unknown[];
}

const wide = (level: string, subject: string): Rows => ({
  text: `SELECT day, credited_ms, raw_ms FROM analytics_days
    WHERE level = '${level}' AND subject = $5 AND day BETWEEN $1::date AND $3::date`,
  values: [subject],
});

/** Days of one enrolment from what every beat writes; an employer's are those on which he was it. */
const ofEnrolment = (enrolmentId: string, employerId: string | null, lessonId: string | null): Rows => ({
  text: `SELECT d.day, CASE WHEN d.verdict = 'credited' THEN d.ms ELSE 0 END AS credited_ms, d.ms AS raw_ms
    FROM learning_figures d WHERE d.enrolment_id = $5 AND d.day BETWEEN $1::date AND $3::date
      AND ($7::uuid IS NULL OR d.lesson_id = $7) AND ${ofEmployer('d', '$6')}`,
  values: [enrolmentId, employerId, lessonId],
});

/** Whether a row's day is one of the employer's, if there is one; by the row's alias and the place of its id. */
export const ofEmployer = (row: string, employer: string): string =>
  `(${employer}::uuid IS NULL OR EXISTS (SELECT FROM classes_employers h WHERE h.enrolment_id = ${row}.enrolment_id
    AND h.employer_id = ${employer} AND ${row}.day >= h.from_day AND (h.to_day IS NULL OR ${row}.day <= h.to_day)))`;

function rowsOf(place: Place): Rows {
  switch (place.level) {
    case 'region':
      return {
        text: `SELECT day, credited_ms, raw_ms FROM analytics_days
          WHERE level = 'region' AND subject BETWEEN $5 AND $6 AND day BETWEEN $1::date AND $3::date`,
        values: codesOf(place.regionCode),
      };
    case 'institution':
      return wide('institution', place.institutionId);
    case 'employer':
      return wide('employer', place.employerId);
    case 'class':
      return place.employerId === null
        ? wide('class', place.classId)
        : wide('employer-class', `${place.employerId} ${place.classId}`);
    case 'learner':
      return ofEnrolment(place.enrolmentId, place.employerId, null);
    case 'lesson':
      return ofEnrolment(place.enrolmentId, place.employerId, place.lessonId);
  }
}

/** Sums of a place by day, week or month, and of as many days before. Weeks and months are gathered by PostgreSQL. */
export const timeOf = (sql: Sql, place: Place, period: Period, by: BucketLength): Promise<TimeOfPeriod> =>
  timeIn(sql, rowsOf(place), period, by);

/** The same of all that an account studied. */
export const timeOfAccount = (sql: Sql, accountId: string, period: Period, by: BucketLength) =>
  timeIn(
    sql,
    {
      text: `SELECT day, CASE WHEN verdict = 'credited' THEN ms ELSE 0 END AS credited_ms, ms AS raw_ms
        FROM learning_figures WHERE account_id = $5 AND day BETWEEN $1::date AND $3::date`,
      values: [accountId],
    },
    period,
    by,
  );

async function timeIn(sql: Sql, rows: Rows, period: Period, by: BucketLength): Promise<TimeOfPeriod> {
  const sums = await sql<Time & { start: string | null }>(
    `SELECT CASE WHEN day >= $2::date THEN date_trunc($4::text, day::timestamp)::date::text END AS start,
       sum(credited_ms)::float8 AS "creditedMs", sum(raw_ms)::float8 AS "rawMs"
     FROM (${rows.text}) d GROUP BY 1`,
    [periodBefore(period).from, period.from, period.to, by, ...rows.values],
  );
  return timeOfSums(sums, period, by);
}

const nothing: Time = { creditedMs: 0, rawMs: 0 };

/** Fills in days without study, and sets each day, week or month against the one before it. */
export function timeOfSums(
  sums: readonly (Time & { start: string | null })[],
  period: Period,
  by: BucketLength,
): TimeOfPeriod {
  const known = new Map(sums.map(({ start, creditedMs, rawMs }) => [start, { creditedMs, rawMs }]));
  const buckets = bucketsOf(period, by).map((bucket) => ({
    ...bucket,
    ...(known.get(bucket.start) ?? nothing),
  }));
  const series = buckets.map(({ start: _start, ...bucket }, at) => {
    const former = buckets[at - 1];
    const compares = former?.whole === true && bucket.whole;
    return { ...bucket, changeMs: compares ? bucket.creditedMs - former.creditedMs : null };
  });
  const sum = (of: keyof Time) => series.reduce((total, bucket) => total + bucket[of], 0);
  return { creditedMs: sum('creditedMs'), rawMs: sum('rawMs'), before: known.get(null) ?? nothing, series };
}
