import type { Sql } from '../../platform/index.ts';
import type { LearnerUse } from './learner-use.ts';

/** Writes what learners have seen and how far they have come, and moves the totals by the difference. */
export async function writeLearners(sql: Sql, uses: readonly LearnerUse[]): Promise<void> {
  if (uses.length > 0) await sql(learners, [JSON.stringify(uses)]);
}

/** Adds to bins; negative time is taken away. */
export async function writeBins(
  sql: Sql,
  rows: readonly { resourceId: string; bin: number; seenMs: number; creditedMs: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql(
    `INSERT INTO analytics_resource_bins AS b (resource_id, bin, seen_ms, credited_ms)
     SELECT "resourceId", bin, "seenMs", "creditedMs"
     FROM jsonb_to_recordset($1::jsonb) AS r("resourceId" uuid, bin integer, "seenMs" bigint, "creditedMs" bigint)
     ORDER BY 1, 2
     ON CONFLICT (resource_id, bin) DO UPDATE SET seen_ms = b.seen_ms + excluded.seen_ms,
       credited_ms = b.credited_ms + excluded.credited_ms`,
    [JSON.stringify(rows)],
  );
}

/** Adds to days. */
export async function writeDays(
  sql: Sql,
  rows: readonly { resourceId: string; day: string; views: number; seenMs: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql(
    `INSERT INTO analytics_resource_days AS d (resource_id, day, views, seen_ms)
     SELECT "resourceId", day, sum(views), sum("seenMs")
     FROM jsonb_to_recordset($1::jsonb) AS r("resourceId" uuid, day date, views integer, "seenMs" bigint)
     GROUP BY 1, 2 ORDER BY 1, 2
     ON CONFLICT (resource_id, day) DO UPDATE SET views = d.views + excluded.views, seen_ms = d.seen_ms + excluded.seen_ms`,
    [JSON.stringify(rows)],
  );
}

const learners = `
WITH given AS (
  SELECT "resourceId" AS resource_id, "accountId" AS account_id, views, "seenMs" AS seen_ms, "creditedMs" AS credited_ms,
    to_timestamp("lastViewedAt" / 1000) AS last_viewed_at
  FROM jsonb_to_recordset($1::jsonb) AS r("resourceId" uuid, "accountId" uuid, views integer, "seenMs" bigint,
    "creditedMs" bigint, "lastViewedAt" float8)
), reached AS (
  SELECT g.resource_id, g.account_id, max(p.reached_ms) AS reached_ms, bool_or(p.done_at IS NOT NULL) AS finished
  FROM given g JOIN learning_reached p ON p.account_id = g.account_id
  JOIN catalog_lesson_versions v ON v.id = p.lesson_version_id AND coalesce(v.asset_id, v.id) = g.resource_id
  GROUP BY 1, 2
), before AS (
  SELECT l.* FROM analytics_resource_learners l JOIN given USING (resource_id, account_id)
), written AS (
  INSERT INTO analytics_resource_learners AS l (resource_id, account_id, views, seen_ms, credited_ms, reached_ms,
    finished, last_viewed_at)
  SELECT g.resource_id, g.account_id, g.views, g.seen_ms, g.credited_ms, coalesce(r.reached_ms, 0),
    coalesce(r.finished, false), g.last_viewed_at
  FROM given g LEFT JOIN reached r USING (resource_id, account_id)
  ON CONFLICT (resource_id, account_id) DO UPDATE SET views = excluded.views, seen_ms = excluded.seen_ms,
    credited_ms = excluded.credited_ms, reached_ms = excluded.reached_ms, finished = excluded.finished,
    last_viewed_at = excluded.last_viewed_at
  RETURNING l.*
)
INSERT INTO analytics_resource_totals AS t (resource_id, views, learners, seen_ms, credited_ms, finished, last_viewed_at)
SELECT w.resource_id, sum(w.views - coalesce(b.views, 0)), count(*) FILTER (WHERE b.account_id IS NULL),
  sum(w.seen_ms - coalesce(b.seen_ms, 0)), sum(w.credited_ms - coalesce(b.credited_ms, 0)),
  sum(w.finished::int - coalesce(b.finished, false)::int), max(w.last_viewed_at)
FROM written w LEFT JOIN before b USING (resource_id, account_id) GROUP BY 1 ORDER BY 1
ON CONFLICT (resource_id) DO UPDATE SET views = t.views + excluded.views, learners = t.learners + excluded.learners,
  seen_ms = t.seen_ms + excluded.seen_ms, credited_ms = t.credited_ms + excluded.credited_ms,
  finished = t.finished + excluded.finished, last_viewed_at = greatest(t.last_viewed_at, excluded.last_viewed_at)`;
