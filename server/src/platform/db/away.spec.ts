import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../../launch/ports.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { isStoreAway } from './away.ts';

describe('a database that is away', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await testDatabase([]);
    await test.db.sql('CREATE TABLE kept (id int PRIMARY KEY)');
    await test.db.sql('INSERT INTO kept VALUES (1)');
  });
  afterAll(() => test.close());

  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  /** Ends every other connection of this database, as a crash of the server does. */
  async function crash(): Promise<void> {
    const client = new pg.Client({ connectionString: test.url });
    await client.connect();
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await client.end();
    await wait(100);
  }

  it('is known when nobody listens', async () => {
    const client = new pg.Client({ host: '127.0.0.1', port: await freePort(), user: 'nobody' });
    expect(isStoreAway(await failureOf(client.connect()))).toBeTrue();
  });

  it('is known in the middle of a transaction of the plain pool, and the pool goes on', async () => {
    const client = await test.db.pool.connect();
    await client.query('BEGIN');
    await crash();
    const failure = await failureOf(client.query('SELECT 1'));
    client.release(true);
    expect(isStoreAway(failure)).withContext(String(failure)).toBeTrue();
    expect((await test.db.pool.query('SELECT id FROM kept')).rows).toEqual([{ id: 1 }]);
  });

  it('is known in the middle of a transaction of the models, and they go on', async () => {
    const failure = await failureOf(
      test.db.transaction(async (tx) => {
        await tx.sql('UPDATE kept SET id = 2');
        await crash();
        await tx.sql('SELECT 1');
      }),
    );
    expect(isStoreAway(failure)).withContext(String(failure)).toBeTrue();
    expect(await test.db.sql('SELECT id FROM kept')).toEqual([{ id: 1 }]);
  });

  it('is known while another holds a lock for too long', async () => {
    const holder = await test.db.pool.connect();
    await holder.query('BEGIN; LOCK TABLE kept');
    const waiting = test.db.transaction(async (tx) => {
      await tx.sql("SET LOCAL lock_timeout = '50ms'");
      await tx.sql('SELECT id FROM kept');
    });
    const failure = await failureOf(waiting);
    await holder.query('COMMIT');
    holder.release();
    expect(isStoreAway(failure)).withContext(String(failure)).toBeTrue();
  });

  it('is not a fault of ours', async () => {
    for (const statement of ['INSERT INTO kept VALUES (1)', 'SELECT nothing', 'SELECT 1 / 0'])
      expect(isStoreAway(await failureOf(test.db.sql(statement)))).toBeFalse();
    expect(isStoreAway(new Error('anything'))).toBeFalse();
  });
});
