import type { ResourceRow, resourcesQuery, ResourceSort, ResourceTotals } from '@minjiang/shared/analytics';
import type { Page } from '@minjiang/shared/kernel';
import type * as z from 'zod';
import type { Sql } from '../../platform/index.ts';
import { resourceRows } from './resource-rows.ts';

const columns: Record<string, string> = {
  views: 'views',
  seen: '"seenMs"',
  learners: 'learners',
  finished: 'finished',
  stored: '"storedBytes"',
};

const orderOf = (sort: ResourceSort): string =>
  `${columns[sort.replace('-', '')]!}${sort.startsWith('-') ? ' DESC' : ''}, name, "resourceId"`;

/** Characters that LIKE reads otherwise. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** One page of the resources of an institution, and totals over all of them, in one statement. */
export async function listResources(
  sql: Sql,
  of: { readonly organisationId: string; readonly today: string },
  { page, pageSize, kind, use, find, sort }: z.output<typeof resourcesQuery>,
): Promise<Page<ResourceRow> & { totals: ResourceTotals }> {
  const order = orderOf(sort);
  const [found] = await sql<{ items: ResourceRow[]; total: number; totals: Omit<ResourceTotals, 'asOf'> }>(
    `WITH ${resourceRows}, chosen AS (
       SELECT * FROM resources WHERE ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR use = $4)
         AND ($5::text IS NULL OR name ILIKE '%' || $5 || '%')
     ), shown AS (SELECT * FROM chosen ORDER BY ${order} LIMIT $6 OFFSET $7)
     SELECT ARRAY(SELECT to_jsonb(shown) FROM shown ORDER BY ${order}) AS items,
       (SELECT count(*)::int FROM chosen) AS total, (${totals}) AS totals`,
    [
      of.organisationId,
      of.today,
      kind ?? null,
      use ?? null,
      find === undefined ? null : literally(find),
      pageSize,
      (page - 1) * pageSize,
    ],
  );
  const { items, total, totals: sums } = found!;
  return { items, total, page, pageSize, totals: { ...sums, asOf: await resourcesAsOf(sql) } };
}

/** Originals are stored by their content, so that one that was uploaded twice is there once. */
const totals = `SELECT jsonb_build_object('resources', count(*), 'byUse', jsonb_build_object(
    'used', count(*) FILTER (WHERE use = 'used'), 'not-viewed', count(*) FILTER (WHERE use = 'not-viewed'),
    'not-running', count(*) FILTER (WHERE use = 'not-running'), 'not-placed', count(*) FILTER (WHERE use = 'not-placed')),
  'views', coalesce(sum(views), 0), 'seenMs', coalesce(sum("seenMs"), 0), 'derivedBytes', coalesce(sum("derivedBytes"), 0),
  'originalBytes', coalesce((SELECT sum(bytes) FROM (
    SELECT max("originalBytes") AS bytes FROM resources WHERE sha256 IS NOT NULL GROUP BY sha256) contents), 0))
  FROM resources`;

/** When the sums were made last; null before the first time. */
export async function resourcesAsOf(sql: Sql): Promise<string | null> {
  const [last] = await sql<{ asOf: Date }>('SELECT as_of AS "asOf" FROM analytics_resources_as_of');
  return last?.asOf.toISOString() ?? null;
}

/** The institution that a resource belongs to; null when there is none of that id. */
export async function organisationOfResource(sql: Sql, resourceId: string): Promise<string | null> {
  const [found] = await sql<{ organisationId: string }>(
    `SELECT organisation_id AS "organisationId" FROM content_stored WHERE asset_id = $1
     UNION ALL SELECT organisation_id FROM analytics_resource_places WHERE resource_id = $1 AND kind = 'reading' LIMIT 1`,
    [resourceId],
  );
  return found?.organisationId ?? null;
}
