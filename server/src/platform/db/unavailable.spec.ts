import { testDatabase } from '../testing/database.ts';
import { makeLog } from '../log.ts';
import { asProblem } from '../http/faults.ts';
import { openDatabase } from './database.ts';

describe('a database without room', () => {
  const codeOf = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => asProblem(error).code,
    );

  it('is a busy platform: no free connection in time, a statement that takes too long, no server', async () => {
    const base = await testDatabase([]);
    const db = openDatabase(base.url, makeLog('silent', 'spec'), 1, 200);
    expect(await codeOf(db.sql('SELECT pg_sleep(5)'))).toBe('busy');
    expect(await codeOf(db.pool.query('SELECT pg_sleep(5)'))).toBe('busy');
    expect(await codeOf(db.sql('SELECT 1'))).toBe('done');
    const held = await db.pool.connect();
    const waits = codeOf(db.pool.query('SELECT 1'));
    expect(db.waiting()).toBe(1);
    expect(await waits).toBe('busy');
    held.release();
    expect(db.waiting()).toBe(0);
    expect(await codeOf(db.sql('SELECT nothing'))).toBe('fault');
    await db.close();
    await base.close();
    const gone = openDatabase('postgres://nobody@127.0.0.1:1/none', makeLog('silent', 'spec'), 1);
    expect(await codeOf(gone.sql('SELECT 1'))).toBe('busy');
    expect(await codeOf(gone.pool.query('SELECT 1'))).toBe('busy');
    await gone.close();
  }, 20_000);
});
