import type { Beat, HeldNonce } from '@minjiang/shared/learning';
import { machineEnd, openOnMachine } from '../testing/machine-end.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';

describe('seals of a machine', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld();
  });
  afterAll(() => world.close());

  async function opened(kind: 'kiosk' | 'home') {
    const who = world.learner();
    const { lease, device, seal } = await openOnMachine(world, who, kind);
    const of: HeldNonce = { nonce: lease.nonce, after: 0 };
    const send = async (beat: Beat) => {
      await world.shiftClock(15_000);
      return world.learning.queue.record(who.actor, { beats: [beat] });
    };
    return { who, lease, seal, of, send, device };
  }
  const evidenceOf = (accountId: string) =>
    world.db.sql<{ terminal: string; evidence: string; verdict: string }>(
      'SELECT terminal, evidence, verdict FROM learning_runs WHERE account_id = $1 ORDER BY started_at',
      [accountId],
    );

  it('earn as the word of the machine, and every later one with the nonce of an answer', async () => {
    for (const [kind, evidence] of [
      ['kiosk', 'attested'],
      ['home', 'signed'],
    ] as const) {
      const { who, lease, seal, of, send } = await opened(kind);
      const first = await send(seal(beatOf(lease, 1, 0, 15_000), of));
      expect(first.results[0]!.creditedMs).toBe(15_000);
      const heard = { nonce: first.nonce, nonceAfter: first.nonceAfter };
      const second = beatOf(lease, 2, 15_000, 30_000, {}, heard);
      const by = { nonce: first.nonce, after: first.nonceAfter };
      expect((await send(seal(second, by))).results[0]!.creditedMs).toBe(15_000);
      const progress = await world.db.sql<{ evidence: string }>(
        'SELECT evidence FROM learning_progress WHERE account_id = $1',
        [who.actor.accountId],
      );
      expect(progress).toEqual([{ evidence }]);
      for (const run of await evidenceOf(who.actor.accountId))
        expect(run).toEqual({ terminal: kind, evidence, verdict: 'credited' });
    }
  });

  it('are missed where there is none, and where it is another beat’s, key’s or nonce’s', async () => {
    const { who, lease, seal, of, send } = await opened('kiosk');
    const stranger = machineEnd().sealer(lease);
    const forgeries = [
      (beat: Beat) => beat,
      (beat: Beat) => ({ ...seal({ ...beat, toMs: beat.toMs - 1 }, of), toMs: beat.toMs }),
      (beat: Beat) => stranger(beat, of),
      (beat: Beat) => seal(beat, { nonce: 'A'.repeat(43), after: 0 }),
      (beat: Beat) => seal(beat, { ...of, after: beat.seq }),
    ];
    for (const [i, forge] of forgeries.entries()) {
      const { results } = await send(forge(beatOf(lease, i + 1, 0, 15_000)));
      expect(results[0]!.creditedMs).withContext(String(i)).toBe(0);
      expect(results[0]!.refused)
        .withContext(String(i))
        .toEqual([{ reason: 'device', ms: 15_000 }]);
    }
    expect(await evidenceOf(who.actor.accountId)).toEqual([]);
    const days = `SELECT verdict, ms::float8 AS ms, times FROM learning_lesson_days WHERE account_id = $1`;
    expect(await world.db.sql(days, [who.actor.accountId])).toEqual([
      { verdict: 'device', ms: 0, times: forgeries.length },
    ]);
  });

  it('are missed without a trace in the lease: what the machine says after them earns in full', async () => {
    const { who, lease, seal, of } = await opened('kiosk');
    const record = (...beats: Beat[]) => world.learning.queue.record(who.actor, { beats });
    const furthest = beatOf(lease, 2_000_000_000, 0, 15_000);
    await world.shiftClock(15_000);
    const alone = await record(furthest);
    expect([alone.nonce, alone.nonceAfter]).toEqual([lease.nonce, 0]);
    expect(alone.results[0]!.refused).toEqual([{ reason: 'device', ms: 15_000 }]);
    const [forged, own] = (await record(furthest, seal(beatOf(lease, 1, 0, 15_000), of))).results;
    expect(forged!.refused).toEqual([{ reason: 'device', ms: 15_000 }]);
    expect(own).toEqual(jasmine.objectContaining({ creditedMs: 15_000, refused: [] }));
  });

  it('are not asked of a browser, and its word stays stated', async () => {
    const who = world.learner();
    const lease = await world.open(who);
    expect(lease.agreementKey).toBeNull();
    await world.shiftClock(15_000);
    const answer = await world.learning.queue.record(who.actor, { beats: [beatOf(lease, 1, 0, 15_000)] });
    expect(answer.results[0]!.creditedMs).toBe(15_000);
    expect((await evidenceOf(who.actor.accountId))[0]).toEqual({
      terminal: 'web',
      evidence: 'stated',
      verdict: 'credited',
    });
  });

  it('end with the leases of a machine that is held', async () => {
    const { lease, seal, of, send, device } = await opened('home');
    await world.db.transaction((tx) => world.learning.endLeasesOfDevice(tx, device.deviceId));
    const { results } = await send(seal(beatOf(lease, 1, 0, 15_000), of));
    expect(results[0]!.refused[0]!.reason).toBe('lease-lost');
  });
});
