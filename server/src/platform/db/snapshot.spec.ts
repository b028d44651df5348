import { testDatabase, type TestDatabase } from '../testing/database.ts';

describe('a snapshot', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase([]);
    await test.db.sql('CREATE TABLE credited (ms int)');
  });
  afterAll(() => test.close());

  beforeEach(() => test.db.sql('TRUNCATE credited'));

  const sum = 'SELECT coalesce(sum(ms), 0)::int AS ms FROM credited';

  it('sees one instant, whatever is written meanwhile', async () => {
    const seen = await test.db.snapshot(async (sql) => {
      const before = await sql(sum);
      await test.db.sql('INSERT INTO credited VALUES (15000)');
      return [before, await sql(sum)];
    });
    expect(seen).toEqual([[{ ms: 0 }], [{ ms: 0 }]]);
    expect(await test.db.sql(sum)).toEqual([{ ms: 15_000 }]);
  });

  it('changes nothing, and gives its connection back after a fault', async () => {
    const writes = () => test.db.snapshot((sql) => sql('INSERT INTO credited VALUES (1) RETURNING ms'));
    for (let i = 0; i < 30; i++) await expectAsync(writes()).toBeRejectedWithError(/read-only/);
    expect(test.db.waiting()).toBe(0);
    expect(await test.db.sql(sum)).toEqual([{ ms: 0 }]);
  });
});
