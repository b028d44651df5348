import type { Sql } from '../../platform/index.ts';
import type { Interval } from '../ledger/intervals.ts';
import { lessonsOf, type EnrolmentSource, type VersionSource } from '../ports.ts';
import type { Stretch } from './stretches.ts';

export interface ContentSources {
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
}

/** One lesson of one enrolment of an account, and the content that it shows. */
export interface PlaceOfContent {
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly contentKey: string;
  readonly programmeVersionId: string;
}

/** Every lesson of every enrolment of an account, also of classes that one was removed from. */
export async function placesOf(
  sql: Sql,
  accountId: string,
  { enrolments, versions }: ContentSources,
): Promise<PlaceOfContent[]> {
  const all = await enrolments.enrolmentsOf(sql, accountId);
  const known = await versions.versions(
    sql,
    all.flatMap(({ programmeVersionId }) => programmeVersionId ?? []),
  );
  return all.flatMap(({ enrolmentId, programmeVersionId }) => {
    const version = known.get(programmeVersionId ?? '');
    return version
      ? lessonsOf(version).map(({ lessonId, contentKey }) => ({
          enrolmentId,
          lessonId,
          contentKey,
          programmeVersionId: version.versionId,
        }))
      : [];
  });
}

/** The stretches of an account in some lessons as they stand, oldest first. Its runs must be closed. */
export function stretchesOf(
  sql: Sql,
  accountId: string,
  places: readonly PlaceOfContent[],
): Promise<Stretch[]> {
  return sql<Stretch>(
    `SELECT "enrolmentId", "lessonId", "lessonVersionId", "encodingId", "ruleSetId", terminal, evidence, day,
       "startedAt", "endedAt", "fromMs", "toMs", coalesce(sum(studied), 0)::float8 AS "studiedMs",
       jsonb_object_agg(verdict, ms) AS standing
     FROM (
       SELECT enrolment_id AS "enrolmentId", lesson_id AS "lessonId", lesson_version_id AS "lessonVersionId",
         encoding_id AS "encodingId", rule_set_id AS "ruleSetId", terminal, evidence, day,
         (extract(epoch FROM started_at) * 1000)::float8 AS "startedAt",
         (extract(epoch FROM ended_at) * 1000)::float8 AS "endedAt", from_ms AS "fromMs", to_ms AS "toMs", verdict,
         sum(ms) AS ms, sum(ms) FILTER (WHERE cause = 'study' AND verdict = 'credited') AS studied
       FROM learning_runs
       WHERE account_id = $1 AND closed_at IS NOT NULL
         AND (enrolment_id, lesson_id) IN (SELECT * FROM unnest($2::uuid[], $3::uuid[]))
       GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
     ) sums
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 ORDER BY "startedAt"`,
    [accountId, places.map(({ enrolmentId }) => enrolmentId), places.map(({ lessonId }) => lessonId)],
  );
}

/** Media that an account has earned, by content. */
export async function earnedOf(
  sql: Sql,
  accountId: string,
  contentKeys: readonly string[],
): Promise<Map<string, Interval[]>> {
  const rows = await sql<{ contentKey: string; intervals: Interval[] }>(
    `SELECT content_key AS "contentKey", intervals FROM learning_earned
     WHERE account_id = $1 AND content_key = ANY($2::text[])`,
    [accountId, contentKeys],
  );
  return new Map(rows.map(({ contentKey, intervals }) => [contentKey, intervals]));
}
