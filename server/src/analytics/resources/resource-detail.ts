import { binMs, dropOffDays, type ResourceDetail, type ResourceRow } from '@minjiang/shared/analytics';
import { addDays, dayMs, localDay } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import { resourcesAsOf } from './resource-queries.ts';
import { resourceRows } from './resource-rows.ts';
import { dropOffsOf, type Stopped } from './resource-rules.ts';

type Row = ResourceRow & Pick<ResourceDetail, 'originalBytes' | 'derivedBytes'>;
const daysShown = 30;
const mostPlaces = 50;

/** One resource with everything that is known of its use. @throws Problem not-found */
export async function resourceDetail(
  sql: Sql,
  resourceId: string,
  organisationId: string,
  now: number,
): Promise<ResourceDetail> {
  const today = localDay(now);
  const [row] = await sql<Row>(`WITH ${resourceRows} SELECT * FROM resources WHERE "resourceId" = $3`, [
    organisationId,
    today,
    resourceId,
  ]);
  if (!row) throw new Problem('not-found');
  const count = row.durationMs === null ? 0 : Math.ceil(row.durationMs / binMs);
  const { stopped, reachedBins } = await stopsOf(sql, resourceId, now);
  return {
    ...row,
    bins: row.kind === 'picture' ? [] : await binsOf(sql, resourceId, count, reachedBins),
    dropOffs: count > 0 ? dropOffsOf(stopped, count - 1) : [],
    droppedOff: stopped.reduce((sum, { learners }) => sum + learners, 0),
    days: await lastDays(sql, resourceId, today),
    places: await placesOf(sql, resourceId, today),
    asOf: await resourcesAsOf(sql),
  };
}

/** Where learners have come to; those who stopped for good apart. One statement over the learners of one resource. */
async function stopsOf(sql: Sql, resourceId: string, now: number) {
  const rows = await sql<Stopped & { dropped: number }>(
    `SELECT CASE WHEN finished THEN 2147483647 ELSE (reached_ms / ${binMs})::int END AS bin, count(*)::int AS learners,
       count(*) FILTER (WHERE NOT finished AND last_viewed_at < to_timestamp($2::float8 / 1000))::int AS dropped
     FROM analytics_resource_learners WHERE resource_id = $1 GROUP BY 1 ORDER BY 1`,
    [resourceId, now - dropOffDays * dayMs],
  );
  const stopped = rows
    .filter(({ dropped }) => dropped > 0)
    .map(({ bin, dropped }) => ({ bin, learners: dropped }));
  return { stopped, reachedBins: rows };
}

/** Every bin of the axis; how many came to its beginning is a sum over where they are now. */
async function binsOf(sql: Sql, resourceId: string, count: number, reached: readonly Stopped[]) {
  const rows = await sql<{ bin: number; seenMs: number; creditedMs: number }>(
    `SELECT bin, seen_ms::float8 AS "seenMs", credited_ms::float8 AS "creditedMs" FROM analytics_resource_bins
     WHERE resource_id = $1 AND bin < $2`,
    [resourceId, count],
  );
  const heat = new Map(rows.map((row) => [row.bin, row]));
  const ends = new Map<number, number>();
  for (const { bin, learners } of reached) {
    const last = Math.min(bin, count - 1);
    ends.set(last, (ends.get(last) ?? 0) + learners);
  }
  let learners = reached.reduce((sum, of) => sum + of.learners, 0);
  return Array.from({ length: count }, (_none, bin) => {
    const { seenMs = 0, creditedMs = 0 } = heat.get(bin) ?? {};
    const shown = {
      fromMs: bin * binMs,
      seenMs: Math.max(0, seenMs),
      creditedMs: Math.max(0, creditedMs),
      reached: learners,
    };
    learners -= ends.get(bin) ?? 0;
    return shown;
  });
}

const lastDays = (sql: Sql, resourceId: string, today: string) =>
  sql<ResourceDetail['days'][number]>(
    `SELECT g.day::date::text AS day, coalesce(d.views, 0) AS views, coalesce(greatest(d.seen_ms, 0), 0)::float8 AS "seenMs"
     FROM generate_series($2::date, $3::date, interval '1 day') AS g(day)
     LEFT JOIN analytics_resource_days d ON d.resource_id = $1 AND d.day = g.day::date ORDER BY 1`,
    [resourceId, addDays(today, 1 - daysShown), today],
  );

/** Each lesson once, as it was published last; those of classes that run today first. */
const placesOf = (sql: Sql, resourceId: string, today: string) =>
  sql<ResourceDetail['places'][number]>(
    `SELECT (array_agg(c.programme_id))[1] AS "programmeId",
       (array_agg(c.name ORDER BY p.published_at DESC))[1] AS "programmeName",
       (array_agg(p.lesson_name ORDER BY p.published_at DESC))[1] AS "lessonName",
       bool_or(EXISTS (SELECT FROM classes_opened k WHERE k.programme_version_id = p.version_id
         AND k.organisation_id = p.organisation_id AND k.opens_on <= $2::date AND k.closes_on >= $2::date)) AS running
     FROM analytics_resource_places p JOIN catalog_published c USING (version_id)
     WHERE p.resource_id = $1 GROUP BY p.lesson_id ORDER BY running DESC, max(p.published_at) DESC, p.lesson_id
     LIMIT ${mostPlaces}`,
    [resourceId, today],
  );
