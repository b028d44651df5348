import type { StudyLeaseView } from '@minjiang/shared/learning';
import { lengthOf, type Interval } from './intervals.ts';
import { chanceOf } from '../testing/chance.ts';
import { honestClient, hostileClient, type Client } from '../testing/clients.ts';
import { ledgerWorld, type LedgerWorld } from '../testing/world.ts';

/** Another one for every run; a failure names it. */
const seed = Number(process.env['MINJIANG_SEED'] ?? Date.now() % 1_000_000_007);
const steps = 60;
/** What asking and answering take of the clock of a busy machine goes to neither side; a beat loses less than this. */
const perBeatMs = 60;

describe(`random schedules (MINJIANG_SEED=${seed})`, () => {
  const chance = chanceOf(seed);
  let world: LedgerWorld;
  let honest: Client[];
  let hostile: Client[];
  let beganAt: number;
  let endedAt: number;

  beforeAll(async () => {
    world = await ledgerWorld();
    beganAt = await world.clock.now(world.db.sql);
    const processes = [world.learning, world.makeProcess()];
    const deps = { world, chance, queue: () => chance.oneOf(processes).queue };
    const heardOf: StudyLeaseView[] = [];
    honest = [];
    hostile = [];
    for (let i = 0; i < 12; i++) honest.push(await honestClient(deps));
    for (let i = 0; i < 12; i++) hostile.push(await hostileClient(deps, heardOf));
    for (let step = 0; step < steps; step++) {
      const passedMs = chance.between(200, 6000);
      await world.shiftClock(passedMs);
      // A process that was started again remembers nothing.
      if (chance.often(0.1)) processes[chance.between(0, 1)] = world.makeProcess();
      await Promise.all([...honest, ...hostile].map((client) => client.step(passedMs)));
    }
    await Promise.all([...honest, ...hostile].map((client) => client.end()));
    endedAt = await world.clock.now(world.db.sql);
  }, 60_000);
  afterAll(() => world.close());

  const creditedOf = async ({ who }: Client) => {
    const [row] = await world.db.sql<{ ms: number }>(
      `SELECT coalesce(sum(ms), 0)::float8 AS ms FROM learning_runs WHERE account_id = $1 AND verdict = 'credited'`,
      [who.actor.accountId],
    );
    return row!.ms;
  };

  /** Where the milliseconds of an account went, for whoever reads a failure. */
  const verdictsOf = ({ who }: Client) =>
    world.db.sql<{ verdict: string; ms: number }>(
      `SELECT verdict, sum(ms)::float8 AS ms FROM learning_runs WHERE account_id = $1 GROUP BY verdict`,
      [who.actor.accountId],
    );

  it('credit of no account exceeds the wall clock', async () => {
    for (const client of [...honest, ...hostile])
      expect(await creditedOf(client)).toBeLessThanOrEqual(endedAt - beganAt);
  });

  it('credit of no account exceeds the media it has seen, each second of it once', async () => {
    for (const client of [...honest, ...hostile]) {
      const rows = await world.db.sql<{ intervals: Interval[] }>(
        'SELECT intervals FROM learning_earned WHERE account_id = $1',
        [client.who.actor.accountId],
      );
      const unique = rows.reduce((sum, { intervals }) => sum + lengthOf(intervals), 0);
      expect(await creditedOf(client)).toBeLessThanOrEqual(unique);
    }
  });

  it('an honest page loses nothing to pauses, lost answers, repeats, restarts and short cuts', async () => {
    for (const client of honest) {
      const credited = await creditedOf(client);
      const due = client.dueMs()!;
      const verdicts = JSON.stringify(await verdictsOf(client));
      expect(credited).withContext(verdicts).toBeLessThanOrEqual(due);
      expect(credited)
        .withContext(verdicts)
        .toBeGreaterThan(due - steps * perBeatMs);
    }
  });

  it('a hostile program earned something too, so that the bounds above were tried', async () => {
    const credits = await Promise.all(hostile.map(creditedOf));
    expect(credits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(0);
  });

  it('every sum is the same whatever it is grouped by', async () => {
    const groupings: [string, string][] = [
      ['learning_runs', 'account_id, enrolment_id, lesson_id, verdict, day'],
      ['learning_runs', 'day, verdict'],
      ['learning_lesson_days', 'account_id, enrolment_id, lesson_id, verdict, day'],
      ['learning_lesson_days', 'enrolment_id, verdict'],
    ];
    const sums = await Promise.all(
      groupings.map(async ([table, by]) => {
        const rows = await world.db.sql<{ verdict: string; ms: number }>(
          `SELECT verdict, sum(ms)::float8 AS ms FROM (SELECT verdict, sum(ms) AS ms FROM ${table} GROUP BY ${by}) AS grouped
           GROUP BY verdict HAVING sum(ms) > 0 ORDER BY verdict`,
        );
        return JSON.stringify(rows);
      }),
    );
    expect(new Set(sums).size).withContext(sums.join('\n')).toBe(1);
    const [differing] = await world.db.sql<{ accounts: number }>(
      `SELECT count(*)::int AS accounts FROM (
         SELECT account_id, sum(credited_ms) AS ms FROM learning_days GROUP BY 1) d
       FULL JOIN (SELECT account_id, sum(credited_ms) AS ms FROM learning_progress GROUP BY 1) p USING (account_id)
       FULL JOIN (SELECT account_id, sum(ms) AS ms FROM learning_runs WHERE verdict = 'credited' GROUP BY 1) r USING (account_id)
       WHERE coalesce(d.ms, 0) <> coalesce(p.ms, 0) OR coalesce(p.ms, 0) <> coalesce(r.ms, 0)`,
    );
    expect(differing!.accounts).toBe(0);
  });
});
