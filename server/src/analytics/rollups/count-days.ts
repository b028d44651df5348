import type { Sql } from '../../platform/index.ts';
import type { PlacedLesson } from './lessons-of-courses.ts';

/** Days of an account, both included; those of one account do not overlap. */
export interface ChangedDays {
  readonly accountId: string;
  readonly fromDay: string;
  readonly toDay: string;
}

interface EnrolmentDay {
  readonly enrolmentId: string;
  readonly day: string;
  readonly classId: string;
  readonly institutionId: string;
  readonly versionId: string | null;
  /** Of that day. */
  readonly employerId: string | null;
  readonly creditedMs: number;
  readonly rawMs: number;
}

export interface LessonDay extends EnrolmentDay {
  readonly lessonId: string;
}

export interface CountedDay extends EnrolmentDay {
  /** Of the version that the class pinned; empty for a lesson that is in none of its courses. */
  readonly courseId: string;
}

/** What each enrolment of these accounts earned in each lesson on each of these days. */
export const countDays = (sql: Sql, changed: readonly ChangedDays[]): Promise<LessonDay[]> =>
  sql<LessonDay>(
    `SELECT s.enrolment_id AS "enrolmentId", s.day::text AS day, s.lesson_id AS "lessonId", r.class_id AS "classId",
       r.organisation_id AS "institutionId", r.programme_version_id AS "versionId", e.employer_id AS "employerId",
       s.credited_ms::float8 AS "creditedMs", s.raw_ms::float8 AS "rawMs"
     FROM (
       SELECT d.enrolment_id, d.day, d.lesson_id,
         coalesce(sum(d.ms) FILTER (WHERE d.verdict = 'credited'), 0) AS credited_ms, sum(d.ms) AS raw_ms
       FROM unnest($1::uuid[], $2::date[], $3::date[]) AS c(account_id, from_day, to_day)
       JOIN learning_lesson_days d ON d.account_id = c.account_id AND d.day BETWEEN c.from_day AND c.to_day
       GROUP BY 1, 2, 3
     ) s
     JOIN classes_roster r USING (enrolment_id)
     LEFT JOIN classes_employers e ON e.enrolment_id = s.enrolment_id AND s.day >= e.from_day
       AND (e.to_day IS NULL OR s.day <= e.to_day)`,
    [changed.map((c) => c.accountId), changed.map((c) => c.fromDay), changed.map((c) => c.toDay)],
  );

/** Adds up the lessons of each course. */
export function byCourse(days: readonly LessonDay[], placed: readonly PlacedLesson[]): CountedDay[] {
  const courses = new Map(placed.map((of) => [`${of.versionId} ${of.lessonId}`, of.courseId]));
  const sums = new Map<string, CountedDay>();
  for (const { lessonId, ...day } of days) {
    const courseId = courses.get(`${day.versionId} ${lessonId}`) ?? '';
    const key = `${day.enrolmentId} ${day.day} ${courseId}`;
    const sum = sums.get(key);
    sums.set(key, {
      ...day,
      courseId,
      creditedMs: (sum?.creditedMs ?? 0) + day.creditedMs,
      rawMs: (sum?.rawMs ?? 0) + day.rawMs,
    });
  }
  return [...sums.values()];
}
