import type { RefusalReason } from '@minjiang/shared/learning';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';

describe('the gate of an enrolment', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld({}, 20_000);
  });
  afterAll(() => world.close());

  type Who = ReturnType<LedgerWorld['learner']>;
  const of = (who: Who) => ({ accountId: who.actor.accountId, enrolmentId: who.enrolmentId });
  const send = (who: Who, ...beats: ReturnType<typeof beatOf>[]) =>
    world.learning.queue.record(who.actor, { beats });

  /** All but what the clock moved between two statements. */
  function expectRefused({ results }: Awaited<ReturnType<typeof send>>, reason: RefusalReason) {
    expect(results[0]!.refused.map((each) => each.reason)).toEqual([reason]);
    expect(results[0]!.refused[0]!.ms).toBeGreaterThan(14_000);
    expect(results[0]!.creditedMs).toBeLessThan(1000);
  }

  async function studiedToTheStop(who: Who) {
    const lease = await world.open(who);
    expect(lease.gate).toBe('open');
    await world.shiftClock(15_000);
    expect((await send(who, beatOf(lease, 1, 0, 15_000))).gate).toBe('open');
    await world.shiftClock(15_000);
    const answer = await send(who, beatOf(lease, 2, 15_000, 30_000));
    expect(answer.results[0]!.creditedMs).toBe(15_000);
    expect(answer.gate).toBe('check-due');
    return lease;
  }

  it('closes at the secret place, tells the keeper of the checks once, and holds over leases and lessons', async () => {
    const who = world.learner();
    const lease = await studiedToTheStop(who);
    const told = world.gates.filter(({ accountId }) => accountId === who.actor.accountId);
    expect(told.map(({ why }) => why)).toEqual(['stop']);
    await world.shiftClock(15_000);
    const refused = await send(who, beatOf(lease, 3, 30_000, 45_000));
    expectRefused(refused, 'identity');
    const other = await world.open(who, world.lessons.second.lessonId, 'other page');
    expect(other.gate).toBe('check-due');
    await world.shiftClock(15_000);
    expect((await send(who, beatOf(other, 1, 0, 15_000))).results[0]!.creditedMs).toBe(0);
    expect(world.gates.filter(({ accountId }) => accountId === who.actor.accountId).length).toBe(1);
  });

  it('takes nothing from what a cut kept back from before the check', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(45_000);
    const answer = await send(
      who,
      ...[0, 1, 2].map((i) => beatOf(lease, i + 1, i * 15_000, (i + 1) * 15_000)),
    );
    expect(answer.results.map(({ creditedMs }) => creditedMs)).toEqual([15_000, 15_000, 15_000]);
    expect(answer.gate).toBe('check-due');
  });

  it('opens after a passed check: what stood is proven, time before it earns no more', async () => {
    const who = world.learner();
    const lease = await studiedToTheStop(who);
    expect((await world.learning.gate.read(world.db.sql, of(who)))?.unprovedMs).toBe(30_000);
    await world.shiftClock(40_000);
    const now = await world.clock.now(world.db.sql);
    await world.db.transaction((tx) => world.learning.gate.open(tx.sql, of(who), 10_000, now));
    const gate = await world.learning.gate.read(world.db.sql, of(who));
    expect(gate).toEqual({ state: 'open', unprovedMs: 0, provedAt: now });
    expect((await send(who, beatOf(lease, 3, 30_000, 45_000))).results[0]!.creditedMs).toBeLessThan(1000);
    await world.shiftClock(15_000);
    const answer = await send(who, beatOf(lease, 4, 30_000, 45_000));
    expect(answer.results[0]!.creditedMs).toBeGreaterThan(14_000);
    expect(answer.gate).toBe('check-due');
  });

  it('names a missed check', async () => {
    const who = world.learner();
    const lease = await studiedToTheStop(who);
    const now = await world.clock.now(world.db.sql);
    await world.db.transaction((tx) => world.learning.gate.close(tx.sql, of(who), 'check-missed', now));
    await world.shiftClock(15_000);
    const answer = await send(who, beatOf(lease, 3, 30_000, 45_000));
    expect(answer.gate).toBe('check-missed');
    expectRefused(answer, 'check-missed');
  });
});
