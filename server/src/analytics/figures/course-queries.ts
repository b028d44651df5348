import type { Period } from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import type { FigureSources, StudiedVersion } from '../ports.ts';
import { studiedVersion, type Place } from './place.ts';
import type { Counts } from './part-queries.ts';
import { staffOf } from './part-sources.ts';

/** Versions that the enrolments of a place pinned, the newest first; none for regions, which have too many. */
export async function versionsOf(sql: Sql, place: Place, sources: FigureSources): Promise<StudiedVersion[]> {
  if (place.level === 'region') return [];
  if ('version' in place) return place.version ? [place.version] : [];
  const rows =
    place.level === 'institution'
      ? await sql<{ id: string }>(
          `SELECT DISTINCT programme_version_id AS id FROM classes_opened WHERE organisation_id = $1
           ORDER BY 1 DESC LIMIT 500`,
          [place.institutionId],
        )
      : await sql<{ id: string }>(
          `SELECT DISTINCT r.programme_version_id AS id FROM classes_employers e JOIN classes_roster r USING (enrolment_id)
           WHERE e.employer_id = $1 AND r.programme_version_id IS NOT NULL ORDER BY 1 DESC LIMIT 500`,
          [place.employerId],
        );
  const found = await sources.versions.versions(
    sql,
    rows.map(({ id }) => id),
  );
  return [...found.values()].map(studiedVersion);
}

/** The length of a class hour, if all versions agree on it; regions count in the platform's own. Minutes. */
export function classHourOf(place: Place, versions: readonly StudiedVersion[]): number | null {
  if (place.level === 'region') return platformClassHour;
  const [first, ...others] = new Set(versions.map(({ minutesPerClassHour }) => minutesPerClassHour));
  return first === undefined || others.length > 0 ? null : first;
}

const platformClassHour = 45;

/** Of one enrolment, from the lessons that are done: up to this moment, in the days of an employer if there is one. */
export async function countsOfEnrolment(
  sql: Sql,
  of: { readonly enrolmentId: string; readonly employerId: string | null },
  version: StudiedVersion | null,
): Promise<Counts & { readonly courses: ReadonlyMap<string, { joined: number; finished: number }> }> {
  const rows = await sql<{ lessonId: string; its: boolean }>(
    `SELECT d.lesson_id AS "lessonId", $2::uuid IS NULL OR EXISTS (
       SELECT FROM classes_employers h WHERE h.enrolment_id = d.enrolment_id AND h.employer_id = $2
         AND d.done_on >= h.from_day AND (h.to_day IS NULL OR d.done_on <= h.to_day)) AS its
     FROM learning_done_lessons d WHERE d.enrolment_id = $1 ORDER BY d.done_on`,
    [of.enrolmentId, of.employerId],
  );
  const done = new Map(rows.map(({ lessonId, its }, at) => [lessonId, { its, at }]));
  const courses = new Map(
    (version?.courses ?? []).map(({ courseId, lessonIds }) => {
      const lessons = lessonIds.map((lessonId) => done.get(lessonId));
      const last = lessons.reduce((a, b) => (a && b ? (a.at > b.at ? a : b) : undefined), lessons[0]);
      return [courseId, { joined: 1, finished: last?.its ? 1 : 0 }] as const;
    }),
  );
  const finished = [...courses.values()].reduce((sum, course) => sum + course.finished, 0);
  return { enrolled: 1, joined: courses.size, finished, courses };
}

type CoursePlace = Extract<Place, { level: 'institution' | 'employer' | 'class' }>;

/** Enrolments by course, and those of them that finished it; of classes that ran in the period. */
export async function countsOfCourses(
  sql: Sql,
  place: CoursePlace,
  period: Period,
  sources: FigureSources,
): Promise<Map<string, { joined: number; finished: number }>> {
  const { text, of, employerId } = enrolmentsOf(place);
  const rows = await sql<{ what: 'joined' | 'finished'; id: string; n: number }>(joinedAndFinished(text), [
    period.from,
    period.to,
    of,
    employerId,
  ]);
  const joined = rows.filter(({ what }) => what === 'joined');
  const ends = new Map(rows.filter(({ what }) => what === 'finished').map(({ id, n }) => [id, n]));
  const versions = await sources.versions.versions(
    sql,
    joined.map(({ id }) => id),
  );
  const counts = new Map<string, { joined: number; finished: number }>();
  for (const { id, n } of joined)
    for (const { courseId } of versions.get(id)?.courses ?? [])
      counts.set(courseId, {
        joined: (counts.get(courseId)?.joined ?? 0) + n,
        finished: ends.get(courseId) ?? 0,
      });
  return counts;
}

/** Of classes that ran from `$1` to `$2`, by what is `$3`; of an employer if there is one, who is `$4`. */
function enrolmentsOf(place: CoursePlace) {
  const employerId = place.level === 'institution' ? null : place.employerId;
  const ran = `r.state <> 'removed' AND k.opens_on <= $2::date AND k.closes_on >= $1::date`;
  const staff = employerId === null ? '' : `JOIN (${staffOf('$4', '$1', '$2')}) h USING (enrolment_id)`;
  const [where, of] =
    place.level === 'institution'
      ? ['k.institution_id = $3', place.institutionId]
      : place.level === 'class'
        ? ['r.class_id = $3', place.classId]
        : ['$3::uuid IS NULL', null];
  const text = `SELECT enrolment_id, r.programme_version_id FROM classes_roster r ${staff}
    JOIN analytics_classes k USING (class_id) WHERE ${ran} AND ${where}`;
  return { text, of, employerId };
}

const joinedAndFinished = (enrolments: string) => `
WITH enrolments AS MATERIALIZED (${enrolments})
SELECT 'joined' AS what, programme_version_id::text AS id, count(*)::int AS n FROM enrolments GROUP BY 2
UNION ALL
SELECT 'finished', f.course_id, count(*)::int FROM enrolments e
CROSS JOIN LATERAL (SELECT course_id, finished_on FROM analytics_finished_courses x WHERE x.enrolment_id = e.enrolment_id) f
WHERE $4::uuid IS NULL OR EXISTS (SELECT FROM classes_employers h WHERE h.enrolment_id = e.enrolment_id
  AND h.employer_id = $4 AND f.finished_on >= h.from_day AND (h.to_day IS NULL OR f.finished_on <= h.to_day))
GROUP BY f.course_id`;
