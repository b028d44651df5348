import type { Beat } from '@minjiang/shared/learning';
import { closeSilentRuns } from './close-silent-runs.ts';
import { readBlock } from '../leases/read-block.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';

describe('the ledger on PostgreSQL', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld();
  });
  afterAll(() => world.close());

  const send = (who: ReturnType<LedgerWorld['learner']>, ...beats: Beat[]) =>
    world.learning.queue.record(who.actor, { beats });

  /** Every figure that is stored for an account: they must agree. */
  async function figures(accountId: string) {
    const [row] = await world.db.sql<
      Record<'runs' | 'rollup' | 'days' | 'progress' | 'refusedRuns' | 'refusedDays', number>
    >(
      `SELECT
         (SELECT coalesce(sum(ms), 0) FROM learning_runs WHERE account_id = $1 AND verdict = 'credited')::float8 AS runs,
         (SELECT coalesce(sum(ms), 0) FROM learning_lesson_days WHERE account_id = $1 AND verdict = 'credited')::float8 AS rollup,
         (SELECT coalesce(sum(credited_ms), 0) FROM learning_days WHERE account_id = $1)::float8 AS days,
         (SELECT coalesce(sum(credited_ms), 0) FROM learning_progress WHERE account_id = $1)::float8 AS progress,
         (SELECT coalesce(sum(ms), 0) FROM learning_runs WHERE account_id = $1 AND verdict <> 'credited')::float8 AS "refusedRuns",
         (SELECT coalesce(sum(refused_ms), 0) FROM learning_days WHERE account_id = $1)::float8 AS "refusedDays"`,
      [accountId],
    );
    return row!;
  }

  async function creditedOf(accountId: string): Promise<number> {
    const all = await figures(accountId);
    expect(new Set([all.runs, all.rollup, all.days, all.progress]).size)
      .withContext(JSON.stringify(all))
      .toBe(1);
    expect(all.refusedRuns).toBe(all.refusedDays);
    return all.runs;
  }

  it('credits a lesson studied honestly from end to end', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    expect(lease.resumeAtMs).toBe(0);
    let last: Awaited<ReturnType<typeof send>> | undefined;
    for (let i = 0; i < 8; i++) {
      await world.shiftClock(15_000);
      last = await send(who, beatOf(lease, i + 1, i * 15_000, (i + 1) * 15_000));
      expect(last.results[0]!.creditedMs).toBe(15_000);
    }
    expect(last!.lesson).toEqual(
      jasmine.objectContaining({ creditedMs: 120_000, frontierMs: 120_000, state: 'done' }),
    );
    expect(last!.lesson!.lessonId).toBe(world.lessons.first.lessonId);
    expect(await creditedOf(who.actor.accountId)).toBe(120_000);
  });

  it('answers an old beat as repeated and credits nothing', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(30_000);
    await send(who, beatOf(lease, 1, 0, 10_000));
    const again = await send(who, beatOf(lease, 1, 0, 10_000), beatOf(lease, 1, 10_000, 20_000));
    expect(again.results.map(({ repeated }) => repeated)).toEqual([true, true]);
    expect(await creditedOf(who.actor.accountId)).toBe(10_000);
  });

  it('earns once when 200 requests come at once through two processes', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(15_000);
    const processes = [world.learning, world.makeProcess()];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        processes[i % 2]!.queue.record(who.actor, { beats: [beatOf(lease, 1, 0, 15_000)] }),
      ),
    );
    const credits = answers.map(({ results }) => results[0]!.creditedMs);
    expect(credits.filter((ms) => ms > 0)).toEqual([15_000]);
    expect(await creditedOf(who.actor.accountId)).toBe(15_000);
  });

  it('tells of a claim beyond the clock, but not of media that ran ahead of the page by a blink', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    const told = async () =>
      (
        await world.db.sql<{ times: number }>(
          `SELECT times FROM learning_lesson_days WHERE account_id = $1 AND verdict = 'clock'`,
          [who.actor.accountId],
        )
      )[0]?.times ?? 0;
    await world.shiftClock(15_000);
    const blink = await send(who, beatOf(lease, 1, 0, 10_300, { lastedMs: 10_000 }));
    expect(blink.results[0]!.refused).toEqual([{ reason: 'clock', ms: 300 }]);
    expect(await told()).toBe(0);
    await send(who, beatOf(lease, 2, 10_000, 40_000, { lastedMs: 4000 }));
    expect(await told()).toBe(1);
  });

  it('never credits more than the clock to 200 beats of growing number at once', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(20_000);
    const other = world.makeProcess();
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        (i % 2 ? other : world.learning).queue.record(who.actor, {
          beats: [beatOf(lease, i + 1, 0, 15_000)],
        }),
      ),
    );
    expect(await creditedOf(who.actor.accountId)).toBeLessThanOrEqual(21_000);
  });

  it('credits one of ten lessons opened side by side', async () => {
    const who = world.learner();
    const leases = [];
    for (const lesson of [
      world.lessons.first,
      world.lessons.second,
      world.lessons.first,
      world.lessons.second,
    ]) {
      leases.push(await world.open(who, lesson.lessonId, `page${leases.length}`));
    }
    await world.shiftClock(15_000);
    const answer = await send(who, ...leases.map((lease) => beatOf(lease, 1, 0, 15_000)));
    expect(answer.results.map(({ creditedMs }) => creditedMs)).toEqual([0, 0, 0, 15_000]);
    expect(answer.results[0]!.refused).toEqual([{ reason: 'lease-lost', ms: 15_000 }]);
    expect(await creditedOf(who.actor.accountId)).toBe(15_000);
  });

  it('gives nothing to a displaced session, from the commit of the displacement on', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(15_000);
    await world.db.transaction((tx) => world.learning.endLeases(tx, [who.actor.accountId], 'session-ended'));
    const answer = await send(who, beatOf(lease, 1, 0, 15_000));
    expect(answer.results[0]!.refused).toEqual([{ reason: 'lease-lost', ms: 15_000 }]);
    expect(await world.learning.leaseHolds(who.actor.accountId, lease.leaseId, lease.epoch)).toBeFalse();
    expect(await creditedOf(who.actor.accountId)).toBe(0);
  });

  it("gives nothing to another session that knows the lease's numbers", async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(15_000);
    const thief = { ...who, actor: { ...who.actor, sessionId: 'other' } };
    expect((await send(thief, beatOf(lease, 1, 0, 15_000))).results[0]!.creditedMs).toBe(0);
    const stranger = world.learner();
    expect((await send(stranger, beatOf(lease, 1, 0, 15_000))).lesson).toBeNull();
  });

  it('credits the same film once over two lessons and lets the second be done', async () => {
    const who = world.learner();
    for (const lesson of [world.lessons.first, world.lessons.sameFilm]) {
      const lease = await world.open(who, lesson.lessonId);
      for (let i = 0; i < 8; i++) {
        await world.shiftClock(15_000);
        const answer = await send(who, beatOf(lease, i + 1, i * 15_000, (i + 1) * 15_000));
        if (lesson === world.lessons.sameFilm) {
          expect(answer.results[0]!.refused).toEqual([{ reason: 'already-earned', ms: 15_000 }]);
        }
        if (i === 7) expect(answer.lesson!.state).toBe('done');
      }
    }
    expect(await creditedOf(who.actor.accountId)).toBe(120_000);
  });

  it('resumes at the first place not earned', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(40_000);
    await send(who, beatOf(lease, 1, 0, 15_000), beatOf(lease, 2, 15_000, 20_000, { foreground: false }));
    const again = await world.open(who, world.lessons.first.lessonId, 'elsewhere');
    expect(again.resumeAtMs).toBe(15_000);
    expect(again.creditedMs).toBe(15_000);
    expect(again.state).toBe('part');
    expect(again.epoch).toBe(lease.epoch + 1);
  });

  it('earns a text block by block, only what was fetched', async () => {
    const who = world.learner();
    const lease = await world.open(who, world.lessons.text.lessonId);
    await world.shiftClock(10_000);
    const before = await send(who, beatOf(lease, 1, 0, 5000));
    expect(before.results[0]!.refused).toEqual([{ reason: 'not-delivered', ms: 5000 }]);
    const read = (index: number) =>
      world.db.transaction((tx) => readBlock(tx, who.actor, { leaseId: lease.leaseId, index }, world.deps));
    expect((await read(0)).block).toEqual({ type: 'paragraph', text: 'a' });
    await world.shiftClock(15_000);
    const after = await send(who, beatOf(lease, 2, 0, 15_000));
    expect(after.results[0]!.creditedMs).toBe(10_000);
    await read(1);
    await world.shiftClock(10_000);
    const end = await send(who, beatOf(lease, 3, 10_000, 20_000));
    expect(end.lesson!.state).toBe('done');
    await expectAsync(read(2)).toBeRejected();
    expect(await creditedOf(who.actor.accountId)).toBe(20_000);
  });

  it('keeps closed runs as they are and closes silent ones', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(15_000);
    await send(who, beatOf(lease, 1, 0, 15_000));
    await world.shiftClock(16 * 60_000);
    expect(await closeSilentRuns(world.db, await world.clock.now(world.db.sql))).toBeGreaterThan(0);
    const open = await world.db.sql(
      'SELECT 1 FROM learning_runs WHERE account_id = $1 AND closed_at IS NULL',
      [who.actor.accountId],
    );
    expect(open).toEqual([]);
    await expectAsync(
      world.db.sql('UPDATE learning_runs SET ms = 999 WHERE account_id = $1', [who.actor.accountId]),
    ).toBeRejectedWithError(/immutable/);
    await expectAsync(
      world.db.sql('DELETE FROM learning_runs WHERE account_id = $1', [who.actor.accountId]),
    ).toBeRejectedWithError(/immutable/);
  });

  it('writes what it acknowledges for many accounts of one batch', async () => {
    const people = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const who = world.learner();
        return { who, lease: await world.open(who) };
      }),
    );
    await world.shiftClock(15_000);
    await Promise.all(people.map(({ who, lease }) => send(who, beatOf(lease, 1, 0, 15_000))));
    for (const { who } of people.slice(0, 5)) expect(await creditedOf(who.actor.accountId)).toBe(15_000);
    const [sum] = await world.db.sql<{ ms: number }>(
      'SELECT sum(credited_ms)::float8 AS ms FROM learning_days WHERE account_id = ANY($1::uuid[])',
      [people.map(({ who }) => who.actor.accountId)],
    );
    expect(sum!.ms).toBe(60 * 15_000);
  });
});

describe('the lease policy refuse', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld({ leasePolicy: 'refuse' });
  });
  afterAll(() => world.close());

  it('keeps a second page out while the first is heard of, lets its own page and later pages in', async () => {
    const who = world.learner();
    await world.open(who, world.lessons.first.lessonId, 'a');
    await expectAsync(world.open(who, world.lessons.second.lessonId, 'b')).toBeRejectedWithError(
      /another page/,
    );
    await expectAsync(world.open(who, world.lessons.second.lessonId, 'a')).toBeResolved();
    await world.shiftClock(61_000);
    await expectAsync(world.open(who, world.lessons.second.lessonId, 'b')).toBeResolved();
  });
});
