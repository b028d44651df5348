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

/** Enrolments one by one, for classes, and for employers, of whose days alone a course may have been finished. */
const enrolmentCounts = (id: string, where: string) =>
  `SELECT ${id} AS id, 1 AS enrolled, k.courses AS joined, (
     SELECT count(*)::int FROM analytics_finished_courses d
     CROSS JOIN LATERAL (SELECT d.enrolment_id, d.finished_on AS day) f
     WHERE d.enrolment_id = r.enrolment_id AND ${ofEmployer('f', '$5')}) AS finished
   FROM classes_roster r JOIN analytics_classes k USING (class_id)
   WHERE r.state <> 'removed' AND ${where} AND ${inPeriod('k')}
     AND ($5::uuid IS NULL OR EXISTS (SELECT FROM classes_employers h WHERE h.enrolment_id = r.enrolment_id
       AND h.employer_id = $5 AND h.from_day <= $3::date AND (h.to_day IS NULL OR h.to_day >= $2::date)))`;

const ofEmployerRoster = `r.enrolment_id IN (SELECT enrolment_id FROM classes_employers WHERE employer_id = $5)`;

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
            SELECT DISTINCT class_id FROM classes_roster r WHERE $4::text IS NULL AND ${ofEmployerRoster}) r
          JOIN analytics_days d ON d.level = 'employer-class' AND d.subject = ($5::uuid)::text || ' ' || r.class_id
          WHERE d.${days}`,
        counts: enrolmentCounts('r.class_id::text', `$4::text IS NULL AND ${ofEmployerRoster}`),
        values: [null, place.employerId],
      };
    case 'class':
      return {
        time: `SELECT d.enrolment_id::text AS id, d.day, d.credited_ms, d.raw_ms FROM analytics_enrolment_days d
          WHERE d.class_id = $4 AND ($5::uuid IS NULL OR d.employer_id = $5) AND d.${days}`,
        counts: enrolmentCounts('r.enrolment_id::text', 'r.class_id = $4'),
        values: [place.classId, place.employerId],
      };
    case 'learner':
      return lessonsOfEnrolments('d.enrolment_id = $4', place.enrolmentId, place.employerId);
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

const lessonsOfEnrolments = (where: string, of: string | null, employerId: string | null): PartSource => ({
  time: `SELECT d.lesson_id::text AS id, d.day, CASE WHEN d.verdict = 'credited' THEN d.ms ELSE 0 END AS credited_ms,
      d.ms AS raw_ms
    FROM learning_figures d WHERE ${where} AND d.${days} AND ${ofEmployer('d', '$5')}`,
  counts: none,
  values: [of, employerId],
});

/** Lessons, to be gathered into courses; null where courses are too many to be of use. */
export function lessonParts(place: Place): PartSource | null {
  switch (place.level) {
    case 'institution':
      return lessonsOfEnrolments(enrolmentsWhere('r.organisation_id = $4'), place.institutionId, null);
    case 'employer':
      return lessonsOfEnrolments(
        `$4::text IS NULL AND ${enrolmentsWhere(ofEmployerRoster)}`,
        null,
        place.employerId,
      );
    case 'class':
      return lessonsOfEnrolments(enrolmentsWhere('r.class_id = $4'), place.classId, place.employerId);
    case 'learner':
      return lessonsOfEnrolments('d.enrolment_id = $4', place.enrolmentId, place.employerId);
    default:
      return null;
  }
}

const enrolmentsWhere = (where: string) =>
  `d.enrolment_id IN (SELECT r.enrolment_id FROM classes_roster r WHERE ${where})`;
