import type { Page, PageQuery } from '@minjiang/shared/kernel';
import type { Organisation, OrganisationKind } from '@minjiang/shared/identity';
import type { Sql } from '../../platform/index.ts';
import type { OrganisationModel } from './organisation-model.ts';

export interface OrganisationName {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
}

export const presentOrganisation = (row: OrganisationModel): Organisation => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  creditCode: row.creditCode,
  regionCode: row.regionCode,
  createdAt: row.createdAt.toISOString(),
});

/** One page, newest first. */
export async function listOrganisations(
  organisations: typeof OrganisationModel,
  query: PageQuery & { kind?: OrganisationKind | undefined },
): Promise<Page<Organisation>> {
  const { page, pageSize, kind } = query;
  const { rows, count } = await organisations.findAndCountAll({
    ...(kind ? { where: { kind } } : {}),
    order: [['id', 'DESC']],
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  return { items: rows.map(presentOrganisation), total: count, page, pageSize };
}

/** Kind and name of each known id. */
export async function organisationsById(
  sql: Sql,
  ids: readonly string[],
): Promise<Map<string, OrganisationName>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<OrganisationName>(
    'SELECT id, kind, name FROM identity_organisations WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The region of each known id. */
export async function regionsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; regionCode: string }>(
    'SELECT id, region_code AS "regionCode" FROM identity_organisations WHERE id = ANY($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, regionCode }) => [id, regionCode]));
}

const most = 20;

/** Organisations whose name holds a text, in the order of their names. */
export function lookUpOrganisations(
  sql: Sql,
  { kind, find }: { kind?: OrganisationKind | undefined; find: string },
): Promise<OrganisationName[]> {
  return sql<OrganisationName>(
    `SELECT id, kind, name FROM identity_organisations
     WHERE ($1::text IS NULL OR kind = $1) AND position(lower($2) IN lower(name)) > 0
     ORDER BY name LIMIT ${most}`,
    [kind ?? null, find],
  );
}

/** An employer by its whole name or its unified social credit code. */
export async function findEmployer(sql: Sql, text: string): Promise<string | null> {
  const name = text.trim();
  const rows = await sql<{ id: string }>(
    `SELECT id FROM identity_organisations WHERE kind = 'employer' AND (name = $1 OR credit_code = $2)
     ORDER BY credit_code = $2 DESC NULLS LAST LIMIT 1`,
    [name, name.toUpperCase()],
  );
  return rows[0]?.id ?? null;
}

/** `findEmployer` for many texts in one question: ids by text, for those that are known. */
export async function findEmployers(sql: Sql, texts: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ text: string; id: string }>(
    `SELECT DISTINCT ON (g.text) g.text, o.id FROM unnest($1::text[]) AS g(text)
     JOIN identity_organisations o ON o.kind = 'employer' AND (o.name = btrim(g.text) OR o.credit_code = upper(btrim(g.text)))
     ORDER BY g.text, (o.credit_code = upper(btrim(g.text))) DESC NULLS LAST`,
    [[...new Set(texts)]],
  );
  return new Map(rows.map(({ text, id }) => [text, id]));
}
