import type { Database, Sql } from '../../platform/index.ts';
import type { ResourceDeps, ShownVersion } from './resource-deps.ts';

const atOnce = 50;

interface NewVersion {
  readonly versionId: string;
  readonly organisationId: string;
  readonly publishedAt: Date;
}

/** Notes what newly published versions show; a published version never changes. @returns how many there were */
export async function placeVersions(
  db: Database,
  { versions }: Pick<ResourceDeps, 'versions'>,
): Promise<number> {
  for (let placed = 0; ;) {
    const found = await db.sql<NewVersion>(
      `SELECT version_id AS "versionId", organisation_id AS "organisationId", published_at AS "publishedAt"
       FROM catalog_published p
       WHERE NOT EXISTS (SELECT FROM analytics_placed_versions m WHERE m.version_id = p.version_id)
       ORDER BY version_id LIMIT ${atOnce}`,
    );
    const known = await versions.versions(
      db.sql,
      found.map(({ versionId }) => versionId),
    );
    await db.transaction(async ({ sql }) => {
      await writePlaces(
        sql,
        found.flatMap((of) => placesIn(of, known.get(of.versionId))),
      );
      await sql('INSERT INTO analytics_placed_versions SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [
        found.map(({ versionId }) => versionId),
      ]);
    });
    placed += found.length;
    if (found.length < atOnce) return placed;
  }
}

function placesIn({ versionId, organisationId, publishedAt }: NewVersion, version: ShownVersion | undefined) {
  const lessons =
    version?.courses.flatMap(({ chapters }) => chapters.flatMap((chapter) => chapter.lessons)) ?? [];
  return lessons.flatMap(({ lessonVersionId, lessonId, name, durationMs, kind, assetId, blocks }) => {
    const of = { versionId, organisationId, publishedAt, lessonVersionId, lessonId, name, durationMs };
    if (kind === 'video') return assetId ? [{ ...of, kind, resourceId: assetId }] : [];
    const pictures = blocks?.flatMap(({ block }) => (block.type === 'picture' ? [block.assetId] : [])) ?? [];
    return [
      { ...of, kind: 'reading', resourceId: lessonVersionId },
      ...[...new Set(pictures)].map((resourceId) => ({ ...of, kind: 'picture', resourceId })),
    ];
  });
}

const writePlaces = (sql: Sql, places: readonly object[]) =>
  sql(
    `INSERT INTO analytics_resource_places (version_id, lesson_version_id, resource_id, organisation_id, kind, lesson_id,
       lesson_name, duration_ms, published_at)
     SELECT "versionId", "lessonVersionId", "resourceId", "organisationId", kind, "lessonId", name, "durationMs",
       "publishedAt"
     FROM jsonb_to_recordset($1::jsonb) AS r("versionId" uuid, "lessonVersionId" uuid, "resourceId" uuid,
       "organisationId" uuid, kind text, "lessonId" uuid, name text, "durationMs" bigint, "publishedAt" timestamptz)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(places)],
  );
