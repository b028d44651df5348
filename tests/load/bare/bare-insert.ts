import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { newId } from '@minjiang/shared/kernel';

/** Groups a second, as a busy server commits. */
const groupsASecond = 20;

export interface BareInsert {
  readonly rows: number;
  /** CPU of client and PostgreSQL for a row, microseconds. */
  readonly clientUs: number;
  readonly databaseUs: number;
}

/**
 * What it costs to keep so many rows a second and do nothing else: groups by `unnest` into a plain table with a
 * primary key, each committed, at the pace at which beats came.
 * @param databaseMs reads the CPU of PostgreSQL until now
 */
export async function bareInsert(
  databaseUrl: string,
  of: { readonly rowsASecond: number; readonly seconds: number },
  databaseMs: () => Promise<number>,
): Promise<BareInsert> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query(
    `CREATE TABLE bare_beats (account_id uuid, seq int, from_ms bigint, to_ms bigint, at timestamptz DEFAULT now(),
       PRIMARY KEY (account_id, seq))`,
  );
  const size = Math.max(1, Math.round(of.rowsASecond / groupsASecond));
  const accounts = Array.from({ length: size }, () => newId());
  const numbers = (value: number) => accounts.map(() => value);
  const before = { client: process.cpuUsage(), database: await databaseMs() };
  const groups = of.seconds * groupsASecond;
  for (let seq = 1, next = performance.now(); seq <= groups; seq++) {
    await db.query({
      name: 'bare-insert',
      text: `INSERT INTO bare_beats (account_id, seq, from_ms, to_ms)
             SELECT * FROM unnest($1::uuid[], $2::int[], $3::bigint[], $4::bigint[])`,
      values: [accounts, numbers(seq), numbers(seq * 15_000), numbers(seq * 15_000 + 15_000)],
    });
    next += 1000 / groupsASecond;
    await wait(Math.max(0, next - performance.now()));
  }
  const client = process.cpuUsage(before.client);
  const database = (await databaseMs()) - before.database;
  await db.query('DROP TABLE bare_beats');
  await db.end();
  const rows = groups * size;
  return { rows, clientUs: (client.user + client.system) / rows, databaseUs: (database * 1000) / rows };
}
