import type { Sql } from './sql.ts';

let opened = 0;

/**
 * The rows of one statement in batches, read through a cursor of the server, so that neither side holds more than a
 * batch of them. Only inside a transaction, best in a snapshot. Rows may take their time.
 */
export async function* rowsOf<Row extends object>(
  sql: Sql,
  text: string,
  values: readonly unknown[],
  atOnce = 2000,
): AsyncGenerator<Row[], undefined> {
  const name = `rows_${++opened}`;
  await sql('SET LOCAL statement_timeout = 0');
  // All of them are wanted, so the plan that is done first is best, and not the one that begins first.
  await sql('SET LOCAL cursor_tuple_fraction = 1');
  await sql(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, values);
  for (;;) {
    const rows = await sql<Row>(`FETCH ${atOnce} FROM ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) break;
  }
  await sql(`CLOSE ${name}`);
  return undefined;
}
