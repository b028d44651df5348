import { awayFromMidnight } from '../testing/away-from-midnight.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';
import { noHash, sealOf, type SealedFields } from './canonical.ts';
import { sealRuns } from './seal-runs.ts';
import { sealedColumns } from './sealed-columns.ts';

type Sealed = SealedFields & { index: number; previous: Buffer; hash: Buffer };

describe('sealing on PostgreSQL', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld();
    await awayFromMidnight(world);
  });
  afterAll(() => world.close());

  type Who = ReturnType<LedgerWorld['learner']>;
  const leave = (who: Who) =>
    world.db.transaction((tx) => world.learning.endLeases(tx, [who.actor.accountId], 'session-ended'));

  async function study(who: Who, fromMs: number) {
    const lease = await world.open(who);
    await world.shiftClock(40_000);
    await world.learning.queue.record(who.actor, {
      beats: [
        beatOf(lease, 1, fromMs, fromMs + 10_000),
        beatOf(lease, 2, fromMs + 10_000, fromMs + 15_000, { foreground: false }),
      ],
    });
    await leave(who);
  }
  const chainOf = (who: Who) =>
    world.db.sql<Sealed>(
      `SELECT ${sealedColumns}, chain_index AS index, previous_hash AS previous, hash FROM learning_runs
       WHERE enrolment_id = $1 ORDER BY chain_index`,
      [who.enrolmentId],
    );

  it('chains every closed run of an enrolment in order and notes where the chain ends', async () => {
    const who = world.learner();
    await study(who, 0);
    expect(await sealRuns(world.db)).toBeGreaterThanOrEqual(2);
    await study(who, 10_000);
    await sealRuns(world.db);
    const chain = await chainOf(who);
    expect(chain.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    let previous: Buffer = noHash;
    for (const run of chain) {
      expect(run.previous).toEqual(previous);
      expect(run.hash).toEqual(sealOf(run, run.index, previous));
      previous = run.hash;
    }
    const [end] = await world.db.sql<{ index: number; hash: Buffer }>(
      'SELECT last_index AS index, last_hash AS hash FROM learning_chains WHERE enrolment_id = $1',
      [who.enrolmentId],
    );
    expect(end).toEqual({ index: 4, hash: previous });
  });

  it('leaves open runs alone and seals each run once, however many processes do it', async () => {
    const people = Array.from({ length: 20 }, () => world.learner());
    for (const who of people) await study(who, 0);
    const open = world.learner();
    const lease = await world.open(open);
    await world.shiftClock(15_000);
    await world.learning.queue.record(open.actor, { beats: [beatOf(lease, 1, 0, 15_000)] });
    const counts = await Promise.all(Array.from({ length: 4 }, () => sealRuns(world.db)));
    await sealRuns(world.db);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(40);
    for (const who of people) expect((await chainOf(who)).map(({ index }) => index)).toEqual([1, 2]);
    expect((await chainOf(open)).map(({ index }) => index)).toEqual([null as never]);
    await leave(open);
    expect(await sealRuns(world.db)).toBe(1);
  });

  it('is the only change that the database lets happen to a closed run', async () => {
    const who = world.learner();
    await study(who, 0);
    const refused = (statement: string) =>
      expectAsync(world.db.sql(statement, [who.enrolmentId]))
        .withContext(statement)
        .toBeRejectedWithError(/immutable/);
    const seal = `chain_index = 1, previous_hash = '\\x00', hash = '\\x00'`;
    const of = 'WHERE enrolment_id = $1';
    for (const change of [
      'ms = ms + 1',
      'from_ms = 1',
      `cause_id = gen_random_uuid()`,
      "evidence = 'signed'",
    ]) {
      await refused(`UPDATE learning_runs SET ${change} ${of}`);
      await refused(`UPDATE learning_runs SET ${change}, ${seal} ${of}`);
    }
    await sealRuns(world.db);
    await refused(`UPDATE learning_runs SET ${seal} ${of}`);
    await refused(`UPDATE learning_runs SET hash = NULL, chain_index = NULL, previous_hash = NULL ${of}`);
    await refused(`DELETE FROM learning_runs ${of}`);
    await refused(
      `INSERT INTO learning_runs SELECT (jsonb_populate_record(r, jsonb_build_object('run_id', gen_random_uuid()))).*
       FROM learning_runs r ${of}`,
    );
  });

  it('cannot be undone by emptying the table or one of its months', async () => {
    const parts = await world.db.sql<{ name: string }>(
      `SELECT 'learning_runs' AS name UNION ALL
       SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'learning_runs'::regclass`,
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const { name } of parts)
      await expectAsync(world.db.sql(`TRUNCATE ${name}`))
        .withContext(name)
        .toBeRejectedWithError(/immutable/);
  });
});
