import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { databaseClock } from '../clock.ts';
import { makeKeys } from '../crypto/keys.ts';
import { makeSealing } from '../crypto/sealing.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { migrate, type Migration } from '../db/migrate.ts';
import { makeLog } from '../log.ts';
import { platformMigrations } from '../migrations.ts';

const insufficientPrivilege = '42501';

/** A database of its own for one spec file, migrated; `close` drops it. */
export async function testDatabase(migrations: readonly Migration[]) {
  const server = process.env['MINJIANG_TEST_DATABASE_URL'];
  if (!server) throw new Error('MINJIANG_TEST_DATABASE_URL is not set: run the specs with npm test');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const at = new URL(server);
  at.pathname = `/${name}`;
  const url = at.toString();
  await migrate(url, [...platformMigrations, ...migrations]);
  const log = makeLog('silent', 'spec');
  const db: Database = openDatabase(url, log, { models: 8, plain: 8 });
  const keys = makeKeys(randomBytes(32));
  const clock = databaseClock(true);
  await startClockAt(db, process.env['MINJIANG_TEST_CLOCK_AT']);
  return {
    url,
    db,
    log,
    keys,
    sealing: makeSealing(keys),
    clock,
    /** Moves the test clock on (or back) by milliseconds. */
    shiftClock: (ms: number) => shiftClock(db, ms),
    async close() {
      await db.close();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

export type TestDatabase = Awaited<ReturnType<typeof testDatabase>>;

async function shiftClock(db: Database, ms: number): Promise<void> {
  await db.sql(
    `INSERT INTO platform_test_clock (offset_ms) VALUES ($1)
     ON CONFLICT (one) DO UPDATE SET offset_ms = platform_test_clock.offset_ms + excluded.offset_ms`,
    [ms],
  );
}

/** Sets the clock to a local time of day today (`02:00`, `23:59:50`); without one it stays the real one. */
async function startClockAt(db: Database, time: string | undefined): Promise<void> {
  if (!time) return;
  const rows = await db.sql<{ ms: number }>(
    `SELECT (extract(epoch FROM (date_trunc('day', clock_timestamp() AT TIME ZONE 'Asia/Shanghai') + $1::time)
       AT TIME ZONE 'Asia/Shanghai' - clock_timestamp()) * 1000)::bigint AS ms`,
    [time],
  );
  await shiftClock(db, rows[0]!.ms);
}

/** One statement on the server itself, in no database of its own. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await patiently(() => client.query(statement));
  } finally {
    await client.end();
  }
}

/** A worker of PostgreSQL's own that is tidying up a database may not be ended by us; it is done in a moment. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return void (await work());
    } catch (error) {
      if ((error as { code?: string }).code !== insufficientPrivilege || tries === 20) throw error;
      await wait(250);
    }
  }
}
