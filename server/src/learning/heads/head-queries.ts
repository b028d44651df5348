import type { PageQuery } from '@minjiang/shared/kernel';
import type { LedgerHead } from '@minjiang/shared/learning';
import type { Sql } from '../../platform/index.ts';

export type StoredHead = Omit<LedgerHead, 'mail'> & { readonly headId: string };

const columns = `day::text AS day, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "madeAt",
  whole_day AS "wholeDay", leaves, encode(root, 'hex') AS root, encode(signature, 'hex') AS signature,
  key_id AS "keyId", size_bytes AS "sizeBytes", head_id AS "headId"`;

export async function listHeads(
  sql: Sql,
  { page, pageSize }: PageQuery,
): Promise<{ heads: StoredHead[]; total: number }> {
  const [count] = await sql<{ total: number }>('SELECT count(*)::float8 AS total FROM learning_heads');
  const heads = await sql<StoredHead>(
    `SELECT ${columns} FROM learning_heads ORDER BY learning_heads.day DESC LIMIT $1 OFFSET $2`,
    [pageSize, (page - 1) * pageSize],
  );
  return { heads, total: count?.total ?? 0 };
}

export async function headOfDay(sql: Sql, day: string): Promise<StoredHead | null> {
  return (
    (
      await sql<StoredHead>(`SELECT ${columns} FROM learning_heads WHERE learning_heads.day = $1`, [day])
    )[0] ?? null
  );
}

export async function headById(sql: Sql, headId: string): Promise<StoredHead | null> {
  return (
    (await sql<StoredHead>(`SELECT ${columns} FROM learning_heads WHERE head_id = $1`, [headId]))[0] ?? null
  );
}

/** The last local day that was sealed by a head of the whole day; null before the first. */
export async function lastHeadDay(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ day: string | null }>(
    'SELECT max(day)::text AS day FROM learning_heads WHERE whole_day',
  );
  return row?.day ?? null;
}
