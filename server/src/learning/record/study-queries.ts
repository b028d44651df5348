import type { Evidence } from '@minjiang/shared/learning';
import type { Sql } from '../../platform/index.ts';
import type { EnrolmentSource, ProgrammeVersion, StudyEnrolment, VersionSource } from '../ports.ts';

export interface LessonFigures {
  readonly frontierMs: number;
  readonly creditedMs: number;
  readonly done: boolean;
  readonly lastAt: number;
  readonly unprovedMs: number;
  readonly evidence: Evidence | null;
}

/** One class of an account with its pinned version and what was credited in each lesson. */
export interface StudiedClass {
  readonly enrolment: StudyEnrolment;
  readonly version: ProgrammeVersion;
  readonly lessons: ReadonlyMap<string, LessonFigures>;
}

/**
 * The opened classes of an account, newest first: three statements whatever their number. A class that one was
 * removed from is no longer his, but an institution that asks for its record still sees what was earned in it.
 */
export async function studiedClasses(
  sql: Sql,
  accountId: string,
  enrolments: EnrolmentSource,
  versions: VersionSource,
  { withRemoved = false } = {},
): Promise<StudiedClass[]> {
  const all = (await enrolments.enrolmentsOf(sql, accountId)).filter(
    ({ state }) => withRemoved || state !== 'removed',
  );
  const known = await versions.versions(
    sql,
    all.flatMap(({ programmeVersionId }) => programmeVersionId ?? []),
  );
  const rows = await sql<LessonFigures & { enrolmentId: string; lessonId: string }>(
    `SELECT enrolment_id AS "enrolmentId", lesson_id AS "lessonId", frontier_ms AS "frontierMs",
       credited_ms AS "creditedMs", unproved_ms::float8 AS "unprovedMs", evidence, done_at IS NOT NULL AS done, extract(epoch FROM last_at)::float8 * 1000 AS "lastAt"
     FROM learning_progress WHERE account_id = $1 AND enrolment_id = ANY($2::uuid[])`,
    [accountId, all.map(({ enrolmentId }) => enrolmentId)],
  );
  const byEnrolment = Map.groupBy(rows, ({ enrolmentId }) => enrolmentId);
  return all.flatMap((enrolment) => {
    const version = known.get(enrolment.programmeVersionId ?? '');
    if (!version) return [];
    const lessons = new Map((byEnrolment.get(enrolment.enrolmentId) ?? []).map((row) => [row.lessonId, row]));
    return [{ enrolment, version, lessons }];
  });
}

export interface RefusedRow {
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly verdict: string;
  readonly ms: number;
  readonly times: number;
  readonly lastAt: number;
}

/** Sums of the rollup by lesson and verdict; `enrolmentId` narrows to one class. */
export async function sumsByVerdict(
  sql: Sql,
  accountId: string,
  enrolmentId: string | null,
): Promise<RefusedRow[]> {
  return sql<RefusedRow>(
    `SELECT enrolment_id AS "enrolmentId", lesson_id AS "lessonId", verdict, sum(ms)::float8 AS ms,
       sum(times)::int AS times, (extract(epoch FROM max(last_at)) * 1000)::float8 AS "lastAt"
     FROM learning_lesson_days WHERE account_id = $1 AND ($2::uuid IS NULL OR enrolment_id = $2)
     GROUP BY 1, 2, 3`,
    [accountId, enrolmentId],
  );
}

/** Time studied in each class of an account, counted or not. */
export async function rawByEnrolment(sql: Sql, accountId: string): Promise<Map<string, number>> {
  const rows = await sql<{ enrolmentId: string; ms: number }>(
    `SELECT enrolment_id AS "enrolmentId", sum(ms)::float8 AS ms FROM learning_lesson_days
     WHERE account_id = $1 GROUP BY 1`,
    [accountId],
  );
  return new Map(rows.map(({ enrolmentId, ms }) => [enrolmentId, ms]));
}

/** Raw and credited time by local day, at most the newest 400 days, oldest first. */
export async function sumsByDay(sql: Sql, accountId: string, enrolmentId: string | null) {
  return sql<{ date: string; rawMs: number; creditedMs: number }>(
    `SELECT * FROM (
       SELECT day::text AS date, sum(ms)::float8 AS "rawMs",
         coalesce(sum(ms) FILTER (WHERE verdict = 'credited'), 0)::float8 AS "creditedMs"
       FROM learning_lesson_days WHERE account_id = $1 AND ($2::uuid IS NULL OR enrolment_id = $2)
       GROUP BY day ORDER BY day DESC LIMIT 400
     ) newest ORDER BY date`,
    [accountId, enrolmentId],
  );
}

/** Refused time by lesson, local day and reason: the newest of it, newest first. */
export async function refusedByDay(sql: Sql, accountId: string, enrolmentId: string | null, most: number) {
  return sql<{ enrolmentId: string; lessonId: string; day: string; reason: string; ms: number }>(
    `SELECT enrolment_id AS "enrolmentId", lesson_id AS "lessonId", day::text AS day, verdict AS reason,
       ms::float8 AS ms
     FROM learning_lesson_days
     WHERE account_id = $1 AND ($2::uuid IS NULL OR enrolment_id = $2) AND verdict <> 'credited' AND ms > 0
     ORDER BY day DESC, last_at DESC, lesson_id, verdict LIMIT $3`,
    [accountId, enrolmentId, most],
  );
}

/** For media earned before: the lesson in which its content was first counted. */
export async function firstEarnedLessons(sql: Sql, accountId: string) {
  return sql<{ contentKey: string; versionId: string; lessonId: string }>(
    `SELECT content_key AS "contentKey", first_programme_version_id AS "versionId", first_lesson_id AS "lessonId"
     FROM learning_earned WHERE account_id = $1 LIMIT 2000`,
    [accountId],
  );
}
