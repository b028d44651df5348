import type { Database } from '../../platform/index.ts';

const rowsAtOnce = 2000;

/** One view of the database that nothing moves while it is verified. */
export interface Reading {
  rows<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The rows of a statement some thousands at once, in constant memory. */
  stream<Row extends object>(text: string): AsyncGenerator<Row>;
}

export async function readSnapshot<T>(db: Database, work: (reading: Reading) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let cursors = 0;
  const rows = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query(text, [...values])).rows as Row[];
  try {
    await client.query('CREATE TEMPORARY TABLE head_leaves (enrolment_id uuid, index bigint, hash bytea)');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    return await work({
      rows,
      async *stream<Row extends object>(text: string) {
        const name = `reading_${++cursors}`;
        await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`);
        for (;;) {
          const some = await rows<Row>(`FETCH ${rowsAtOnce} FROM ${name}`);
          if (some.length === 0) return;
          yield* some;
        }
      },
    });
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    // The table goes with the session.
    client.release(true);
  }
}
