import pg from 'pg';
import { Umzug } from 'umzug';

/** A step of the schema: named by timestamp without extension, never edited once landed. */
export interface Migration {
  readonly name: string;
  /** SQL, run in one transaction. */
  readonly up: string;
}

const lockKey = 727_101;

/**
 * Applies every migration not yet applied, in order of name, under an advisory lock so that several processes
 * may start at once.
 * @returns the names applied now
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS platform_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const umzug = new Umzug({
      context: client,
      logger: undefined,
      storage: {
        async executed() {
          const { rows } = await client.query<{ name: string }>(
            'SELECT name FROM platform_migrations ORDER BY name',
          );
          return rows.map((row) => row.name);
        },
        async logMigration({ name }) {
          await client.query('INSERT INTO platform_migrations (name) VALUES ($1)', [name]);
        },
        async unlogMigration({ name }) {
          await client.query('DELETE FROM platform_migrations WHERE name = $1', [name]);
        },
      },
      migrations: [...migrations]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, up }) => ({ name, up: () => inTransaction(client, up) })),
    });
    const applied = await umzug.up();
    return applied.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function inTransaction(client: pg.Client, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
