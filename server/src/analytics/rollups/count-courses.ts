import type { Sql } from '../../platform/index.ts';
import type { FigureSources } from '../ports.ts';
import type { PlacedLesson } from './lessons-of-courses.ts';

/** Notes which courses of some enrolments are finished, and since which day. */
export async function countFinished(
  sql: Sql,
  enrolmentIds: readonly string[],
  placed: readonly PlacedLesson[],
): Promise<void> {
  if (enrolmentIds.length === 0) return;
  await sql(finished, [enrolmentIds, JSON.stringify(placed)]);
}

const finished = `
WITH now AS (
  SELECT r.enrolment_id, l."courseId" AS course_id, r.class_id, max(d.done_on) AS finished_on
  FROM unnest($1::uuid[]) AS given(enrolment_id)
  JOIN classes_roster r USING (enrolment_id)
  JOIN learning_done_lessons d ON d.account_id = r.account_id AND d.enrolment_id = r.enrolment_id
  JOIN jsonb_to_recordset($2::jsonb) AS l("versionId" uuid, "courseId" text, "lessonId" uuid, lessons integer)
    ON l."versionId" = r.programme_version_id AND l."lessonId" = d.lesson_id
  GROUP BY 1, 2, 3, l.lessons HAVING count(*) = l.lessons
), undone AS (
  DELETE FROM analytics_finished_courses f WHERE f.enrolment_id = ANY($1::uuid[]) AND NOT EXISTS (
    SELECT FROM now WHERE now.enrolment_id = f.enrolment_id AND now.course_id = f.course_id)
)
INSERT INTO analytics_finished_courses AS f (enrolment_id, course_id, class_id, finished_on)
SELECT enrolment_id, course_id, class_id, finished_on FROM now
ON CONFLICT (enrolment_id, course_id) DO UPDATE SET finished_on = excluded.finished_on
WHERE f.finished_on <> excluded.finished_on`;

export interface ClassCountDeps {
  readonly versions: FigureSources['versions'];
  readonly organisations: Pick<FigureSources['organisations'], 'regionsOf'>;
}

interface OpenedClass {
  readonly classId: string;
  readonly institutionId: string;
  readonly versionId: string;
}

/**
 * Counts learners and finished courses of the classes that end on a day or later, whoever joined or left them since.
 * Only what changed is written. @returns classes that were counted
 */
export async function countClasses(sql: Sql, endsFrom: string, deps: ClassCountDeps): Promise<number> {
  const classes = await sql<OpenedClass>(
    `SELECT class_id AS "classId", organisation_id AS "institutionId", programme_version_id AS "versionId"
     FROM classes_opened WHERE closes_on >= $1::date`,
    [endsFrom],
  );
  const distinct = (ids: readonly string[]) => [...new Set(ids)];
  const versions = await deps.versions.versions(sql, distinct(classes.map(({ versionId }) => versionId)));
  const regions = await deps.organisations.regionsOf(
    sql,
    distinct(classes.map(({ institutionId }) => institutionId)),
  );
  const given = classes.map(({ classId, institutionId, versionId }) => ({
    classId,
    regionCode: regions.get(institutionId) ?? null,
    courses: versions.get(versionId)?.courses.length ?? 0,
  }));
  await sql(counted, [JSON.stringify(given)]);
  return classes.length;
}

const columns = 'class_id, institution_id, region_code, opens_on, closes_on, enrolled, courses, finished';
const values = 'institution_id, region_code, opens_on, closes_on, enrolled, courses, finished';

const counted = `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS g("classId" uuid, "regionCode" text, courses integer)
), learners AS (
  SELECT r.class_id, count(*)::int AS enrolled FROM classes_roster r
  JOIN given g ON g."classId" = r.class_id WHERE r.state <> 'removed' GROUP BY 1
), ends AS (
  SELECT f.class_id, count(*)::int AS finished FROM analytics_finished_courses f
  JOIN given g ON g."classId" = f.class_id
  JOIN classes_roster r USING (enrolment_id) WHERE r.state <> 'removed' GROUP BY 1
)
INSERT INTO analytics_classes AS c (${columns})
SELECT o.class_id, o.organisation_id, g."regionCode", o.opens_on, o.closes_on, coalesce(l.enrolled, 0), g.courses,
  coalesce(e.finished, 0)
FROM given g JOIN classes_opened o ON o.class_id = g."classId"
LEFT JOIN learners l ON l.class_id = o.class_id LEFT JOIN ends e ON e.class_id = o.class_id
ON CONFLICT (class_id) DO UPDATE SET (${values}) = (${values
  .split(', ')
  .map((column) => `excluded.${column}`)
  .join(', ')})
WHERE (${values
  .split(', ')
  .map((column) => `c.${column}`)
  .join(', ')}) IS DISTINCT FROM (${values
  .split(', ')
  .map((column) => `excluded.${column}`)
  .join(', ')})`;
