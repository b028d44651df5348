/**
 * Every resource of an institution ($1) as of a local day ($2): assets in the list, and texts of lessons, of which an
 * older version is shown only if somebody has viewed it. A CTE named `resources`; figures that nobody has are 0.
 */
export const resourceRows = `
running AS (
  SELECT DISTINCT programme_version_id AS version_id FROM classes_opened
  WHERE organisation_id = $1 AND opens_on <= $2::date AND closes_on >= $2::date
), placed AS (
  SELECT p.resource_id, count(DISTINCT p.lesson_id)::int AS lessons, bool_or(r.version_id IS NOT NULL) AS is_running
  FROM analytics_resource_places p LEFT JOIN running r USING (version_id) WHERE p.organisation_id = $1 GROUP BY 1
), readings AS (
  SELECT DISTINCT ON (resource_id) resource_id, lesson_name AS name, duration_ms,
    published_at = max(published_at) OVER (PARTITION BY lesson_id) AS is_newest
  FROM analytics_resource_places WHERE organisation_id = $1 AND kind = 'reading'
  ORDER BY resource_id, published_at DESC
), listed AS (
  SELECT asset_id AS resource_id, kind, name, duration_ms, sha256, original_bytes, derived_bytes
  FROM content_stored WHERE organisation_id = $1
  UNION ALL
  SELECT w.resource_id, 'reading', w.name, w.duration_ms, NULL, 0, 0 FROM readings w
  WHERE w.is_newest OR EXISTS (SELECT FROM analytics_resource_totals t WHERE t.resource_id = w.resource_id)
), resources AS (
  SELECT l.resource_id AS "resourceId", l.kind, l.name, l.duration_ms::float8 AS "durationMs", l.sha256,
    l.original_bytes::float8 AS "originalBytes", l.derived_bytes::float8 AS "derivedBytes",
    (l.original_bytes + l.derived_bytes)::float8 AS "storedBytes", coalesce(t.views, 0)::int AS views,
    coalesce(t.learners, 0)::int AS learners, coalesce(t.seen_ms, 0)::float8 AS "seenMs",
    coalesce(t.credited_ms, 0)::float8 AS "creditedMs", coalesce(t.finished, 0)::int AS finished,
    coalesce(p.lessons, 0) AS lessons,
    (t.last_viewed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS "lastViewedOn",
    CASE WHEN coalesce(t.views, 0) > 0 OR (l.kind = 'picture' AND p.lessons > 0) THEN 'used'
      WHEN p.is_running THEN 'not-viewed' WHEN p.lessons > 0 THEN 'not-running' ELSE 'not-placed' END AS use
  FROM listed l
  LEFT JOIN analytics_resource_totals t USING (resource_id)
  LEFT JOIN placed p USING (resource_id)
)`;
