import { codesOf } from './figures-policy.ts';
import type { Place } from './place.ts';
import { ofEmployer } from './time-queries.ts';

/**
 * What a place is made of, as SQL. `$1` is the first day before the period, `$2` its first, `$3` its last; rows of
 * `time` have id, day, credited_ms and raw_ms, rows of `counts` have id, enrolled, joined and finished.
 */
export interface PartSource {
  readonly time: string;
  readonly counts: string;
  readonly values: readonly unknown[];
}

const inPeriod = (row: string) => `${row}.opens_on <= $3::date AND ${row}.closes_on >= $2::date`;
const days = 'day BETWEEN $1::date AND $3::date';

/** Classes that ran in the period, as they were last counted; gathered by `id`, where `where` holds. */
const classCounts = (id: string, where: string) =>
  `SELECT ${id} AS id, c.enrolled, c.enrolled * c.courses AS joined, c.finished FROM analytics_classes c
   WHERE ${where} AND ${inPeriod('c')}`;

/** Enrolments of some classes one by one, gathered by `id`. */
const enrolmentCounts = (id: string, where: string) =>
  `SELECT ${id} AS id, 1 AS enrolled, k.courses AS joined, coalesce(f.finished, 0) AS finished
   FROM classes_roster r JOIN analytics_classes k USING (class_id)
   LEFT JOIN (
     SELECT enrolment_id, count(*)::int AS finished FROM analytics_finished_courses r WHERE ${where} GROUP BY 1
   ) f USING (enrolment_id)
   WHERE r.state <> 'removed' AND ${where} AND ${inPeriod('k')}`;

/** Enrolments that were an employer's on some day of a period, each once. */
export const staffOf = (employer: string, from: string, to: string) =>
  `SELECT DISTINCT enrolment_id FROM classes_employers
   WHERE employer_id = ${employer} AND from_day <= ${to}::date AND (to_day IS NULL OR to_day >= ${from}::date)`;

/** Those of an employer, of whose days alone a course may have been finished. */
const staffCounts = (id: string, where: string) =>
  `SELECT ${id} AS id, 1 AS enrolled, k.courses AS joined, coalesce(f.finished, 0) AS finished
   FROM (${staffOf('$5', '$2', '$3')}) h
   JOIN classes_roster r USING (enrolment_id) JOIN analytics_classes k USING (class_id)
   LEFT JOIN (
     SELECT e.enrolment_id, count(*)::int AS finished FROM classes_employers e
     JOIN analytics_finished_courses c ON c.enrolment_id = e.enrolment_id AND c.finished_on >= e.from_day
       AND (e.to_day IS NULL OR c.finished_on <= e.to_day)
     WHERE e.employer_id = $5 GROUP BY 1
   ) f USING (enrolment_id)
   WHERE r.state <> 'removed' AND ${where} AND ${inPeriod('k')}`;

/** The next level down; null where runs are the next. */
export function nextParts(place: Place): PartSource | null {
  switch (place.level) {
    case 'region':
      return isProvince(place.regionCode) ? citiesOf(place.regionCode) : institutionsOf(place.regionCode);
    case 'institution':
      return {
        time: `SELECT d.subject AS id, d.day, d.credited_ms, d.raw_ms FROM classes_opened o
          JOIN analytics_days d ON d.level = 'class' AND d.subject = o.class_id::text
          WHERE o.organisation_id = $4 AND d.${days}`,
        counts: classCounts('c.class_id::text', 'c.institution_id = $4'),
        values: [place.institutionId],
      };
    case 'employer':
      return {
        time: `SELECT r.class_id::text AS id, d.day, d.credited_ms, d.raw_ms FROM (
            SELECT DISTINCT r.class_id FROM classes_employers e JOIN classes_roster r USING (enrolment_id)
            WHERE $4::text IS NULL AND e.employer_id = $5) r
          JOIN analytics_days d ON d.level = 'employer-class' AND d.subject = ($5::uuid)::text || ' ' || r.class_id
          WHERE d.${days}`,
        counts: staffCounts('r.class_id::text', '$4::text IS NULL'),
        values: [null, place.employerId],
      };
    case 'class':
      return place.employerId === null
        ? {
            time: `SELECT d.enrolment_id::text AS id, d.day, d.credited_ms, d.raw_ms FROM analytics_enrolment_days d
              WHERE d.class_id = $4 AND d.${days}`,
            counts: enrolmentCounts('r.enrolment_id::text', 'r.class_id = $4'),
            values: [place.classId],
          }
        : {
            time: `SELECT d.enrolment_id::text AS id, d.day, d.credited_ms, d.raw_ms FROM analytics_enrolment_days d
              WHERE d.class_id = $4 AND d.employer_id = $5 AND d.${days}`,
            counts: staffCounts('r.enrolment_id::text', 'r.class_id = $4'),
            values: [place.classId, place.employerId],
          };
    case 'learner':
      return lessonsOf(place.enrolmentId, place.employerId);
    case 'lesson':
      return null;
  }
}

const isProvince = (regionCode: string) => regionCode.endsWith('0000');

const citiesOf = (regionCode: string): PartSource => ({
  time: `SELECT left(subject, 4) || '00' AS id, day, credited_ms, raw_ms FROM analytics_days
    WHERE level = 'region' AND subject BETWEEN $4 AND $5 AND ${days}`,
  counts: classCounts(`left(c.region_code, 4) || '00'`, 'c.region_code BETWEEN $4 AND $5'),
  values: codesOf(regionCode),
});

const institutionsOf = (regionCode: string): PartSource => ({
  time: `SELECT substr(subject, 8) AS id, day, credited_ms, raw_ms FROM analytics_days
    WHERE level = 'region-institution' AND left(subject, 6) BETWEEN $4 AND $5 AND ${days}`,
  counts: classCounts('c.institution_id::text', 'c.region_code BETWEEN $4 AND $5'),
  values: codesOf(regionCode),
});

const none = `SELECT NULL::text AS id, 0 AS enrolled, 0 AS joined, 0 AS finished WHERE false`;

const counted = `CASE WHEN d.verdict = 'credited' THEN d.ms ELSE 0 END AS credited_ms, d.ms AS raw_ms`;

/** Lessons of a learner up to this moment; in the days of an employer if there is one. */
const lessonsOf = (enrolmentId: string, employerId: string | null): PartSource => ({
  time: `SELECT d.lesson_id::text AS id, d.day, ${counted} FROM learning_figures d
    WHERE d.enrolment_id = $4 AND ${ofEmployer('d', '$5')} AND d.${days}`,
  counts: none,
  values: [enrolmentId, employerId],
});

const coursesWithin = (level: string, of: string, courseIds: readonly string[]): PartSource => ({
  time: `SELECT c.id, d.day, d.credited_ms, d.raw_ms FROM unnest($5::text[]) AS c(id)
    JOIN analytics_days d ON d.level = '${level}' AND d.subject = ($4::uuid)::text || ' ' || c.id WHERE d.${days}`,
  counts: none,
  values: [of, courseIds],
});

/** Courses of a place by their id; null where they are too many to be of use, and of a learner, whose are his lessons. */
export function courseParts(place: Place, courseIds: readonly string[]): PartSource | null {
  switch (place.level) {
    case 'institution':
      return coursesWithin('institution-course', place.institutionId, courseIds);
    case 'employer':
      return coursesWithin('employer-course', place.employerId, courseIds);
    case 'class':
      return {
        time: `SELECT d.course_id AS id, d.day, d.credited_ms, d.raw_ms FROM analytics_enrolment_days d
          WHERE d.class_id = $4 AND ($5::uuid IS NULL OR d.employer_id = $5) AND d.${days}`,
        counts: none,
        values: [place.classId, place.employerId],
      };
    default:
      return null;
  }
}
