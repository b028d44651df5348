import type { OwnDatabase } from './own-database.ts';

interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Every table of every schema, partitions for themselves; not what PostgreSQL keeps about itself. */
async function tablesOf(database: OwnDatabase): Promise<TableName[]> {
  return database.rows<TableName>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
     ORDER BY 1, 2`,
  );
}

const quoted = ({ schema, name }: TableName) => `"${schema}"."${name}"`;

/**
 * The number of rows and a digest of the contents of every table of the product: any change shows, also one that
 * leaves the number as it was.
 * @param except tables that a refused request may write to
 */
export async function fingerprints(
  database: OwnDatabase,
  except: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const tables = (await tablesOf(database)).filter(
    ({ schema, name }) => schema === 'public' && !except.includes(name),
  );
  const parts = tables.map(
    (table) =>
      `SELECT '${table.name}' AS name, count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), 'none') AS print
       FROM ${quoted(table)} t`,
  );
  const rows = await database.rows<{ name: string; print: string }>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

/** Everything that stands in the database as text, bytes as hexadecimal digits, each table for itself. */
export async function dump(database: OwnDatabase): Promise<{ table: string; text: string }[]> {
  const dumped = [];
  for (const table of await tablesOf(database)) {
    const rows = await database.rows<{ text: string }>(`SELECT t::text AS text FROM ${quoted(table)} t`);
    dumped.push({ table: `${table.schema}.${table.name}`, text: rows.map(({ text }) => text).join('\n') });
  }
  return dumped;
}

/** How a text may stand in a dump: as it is, as bytes, in base64, or escaped as JSON may escape it. */
export function disguisesOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const escaped = [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0;
      return code < 128 ? char : `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');
  return [...new Set([text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, ''), escaped])];
}
