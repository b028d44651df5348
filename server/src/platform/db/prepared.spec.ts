import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { statements } from './prepared.ts';

describe('prepared statements', () => {
  let test: TestDatabase;
  beforeAll(async () => (test = await testDatabase([])));
  afterAll(() => test.close());

  let nameOf: (text: string) => string | undefined;
  beforeEach(() => {
    const statementOf = statements(100);
    nameOf = (text) => statementOf(text, []).name;
  });

  it('have a name from the second time on: one for one text, and another for another', () => {
    expect([nameOf('SELECT 1'), nameOf('SELECT 2')]).toEqual([undefined, undefined]);
    const [first, again, other] = ['SELECT 1', 'SELECT 1', 'SELECT 2'].map(nameOf);
    expect(first).toBeDefined();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('leave room for others when texts come that never come again', () => {
    for (let i = 0; i < 300; i++) expect(nameOf(`SELECT ${i} AS once`)).toBeUndefined();
    expect(nameOf('SELECT 3')).toBeUndefined();
    expect(nameOf('SELECT 3')).toBeDefined();
  });

  it('are no more than a connection is to hold', () => {
    const texts = Array.from({ length: 120 }, (_, i) => `SELECT ${i}`);
    const named = texts.map((text) => [nameOf(text), nameOf(text)][1]).filter((name) => name !== undefined);
    expect(new Set(named).size).toBe(100);
  });

  it('are none where several stand in one text, or nothing can be prepared', () => {
    for (const text of ['SELECT 1; SELECT 2', "SET LOCAL lock_timeout = '1s'", 'CREATE TABLE t (id int)'])
      expect([nameOf(text), nameOf(text)])
        .withContext(text)
        .toEqual([undefined, undefined]);
  });

  it('are read once by a connection, in a transaction and out of it', async () => {
    const text = 'SELECT $1::int + 20261127 AS sum';
    const known =
      'SELECT calls FROM (SELECT generic_plans + custom_plans AS calls FROM pg_prepared_statements WHERE statement = $1) s';
    const calls = await test.db.transaction(async ({ sql }) => {
      for (const each of [1, 2, 3, 4]) expect(await sql(text, [each])).toEqual([{ sum: 20261127 + each }]);
      return sql<{ calls: number }>(known, [text]);
    });
    expect(calls).toEqual([{ calls: 3 }]);
    expect(await test.db.sql(text, [4])).toEqual([{ sum: 20261131 }]);
  });
});
