import { setTimeout as wait } from 'node:timers/promises';
import type { Sql } from './sql.ts';

const everyMs = 250;
const noSuchTable = '42P01';

/**
 * Settles when steps of the schema are applied, by a process that applies them.
 * @throws Error with one sentence when they are not there in time
 */
export async function awaitMigrations(sql: Sql, names: readonly string[], withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const missing = await missingOf(sql, names);
    if (missing === 0) return;
    if (Date.now() >= until) {
      throw new Error(
        `the database lacks ${missing} steps of the schema, which processes of the roles all, api and worker apply: start one of them.`,
      );
    }
    await wait(everyMs);
  }
}

async function missingOf(sql: Sql, names: readonly string[]): Promise<number> {
  try {
    const [row] = await sql<{ missing: number }>(
      `SELECT count(*)::int AS missing FROM unnest($1::text[]) AS wanted(name)
       WHERE NOT EXISTS (SELECT 1 FROM platform_migrations m WHERE m.name = wanted.name)`,
      [names],
    );
    return row?.missing ?? names.length;
  } catch (error) {
    if ((error as { code?: string }).code === noSuchTable) return names.length;
    throw error;
  }
}
