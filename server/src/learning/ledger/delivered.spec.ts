import type { Beat, StudyLeaseView } from '@minjiang/shared/learning';
import { proofOf } from '../testing/media.ts';
import { bareBeatOf, beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';

describe('delivered media', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld();
  });
  afterAll(() => world.close());

  type Learner = ReturnType<LedgerWorld['learner']>;
  const send = (who: Learner, ...beats: Beat[]) => world.learning.queue.record(who.actor, { beats });
  const nothing = (ms: number) => [{ reason: 'not-delivered' as const, ms }];

  async function studying(proves = true) {
    const who = world.learner();
    const lease = await world.open(who, world.lessons.first.lessonId, 'page', proves);
    await world.shiftClock(15_000);
    return { who, lease };
  }
  /** The first fifteen seconds with a proof made as told. */
  async function claim(
    who: Learner,
    lease: StudyLeaseView,
    of: Partial<Parameters<typeof proofOf>[1]>,
    seq = 1,
  ) {
    const proof = proofOf(lease, { seq, fromMs: 0, toMs: 15_000, ...of });
    return (await send(who, bareBeatOf(lease, seq, 0, 15_000, { proof }))).results[0]!;
  }

  it('is credited when every segment is proven, and needs no second proof', async () => {
    const { who, lease } = await studying();
    expect((await send(who, beatOf(lease, 1, 0, 15_000))).results[0]!.creditedMs).toBe(15_000);
    await world.shiftClock(1000);
    // Its segment reaches to the sixteenth second and is proven.
    expect((await send(who, bareBeatOf(lease, 2, 15_000, 16_000))).results[0]!.creditedMs).toBe(1000);
  });

  it('earns nothing without a proof, though the page may have had the key', async () => {
    const { who, lease } = await studying();
    const answer = await send(who, bareBeatOf(lease, 1, 0, 15_000));
    expect(answer.results[0]).toEqual(jasmine.objectContaining({ creditedMs: 0, refused: nothing(15_000) }));
    expect(answer.lesson!.frontierMs).toBe(0);
  });

  it('earns exactly the part of the stretch whose segments are proven', async () => {
    const { who, lease } = await studying();
    const result = await claim(who, lease, { toMs: 7000 });
    expect([result.creditedMs, result.refused]).toEqual([8000, nothing(7000)]);
  });

  it('earns nothing by the proof of another stretch', async () => {
    const { who, lease } = await studying();
    expect((await claim(who, lease, { fromMs: 60_000, toMs: 75_000 })).refused).toEqual(nothing(15_000));
  });

  it('earns nothing by the proof of another film', async () => {
    const { who, lease } = await studying();
    const encodingId = world.lessons.second.encodingId!;
    expect((await claim(who, lease, { encodingId })).refused).toEqual(nothing(15_000));
  });

  it('earns nothing by a proof that was made for another number', async () => {
    const { who, lease } = await studying();
    await claim(who, lease, { seq: 2 });
    const replayed = proofOf(lease, { seq: 1, fromMs: 0, toMs: 15_000 });
    await world.shiftClock(15_000);
    const answer = await send(who, bareBeatOf(lease, 2, 0, 15_000, { proof: replayed }));
    expect(answer.results[0]!.creditedMs).toBe(0);
  });

  it("earns nothing by a proof under another lease's nonce", async () => {
    const other = await studying();
    const { who, lease } = await studying();
    expect((await claim(who, lease, { nonce: other.lease.nonce })).refused).toEqual(nothing(15_000));
    const again = await world.open(who);
    await world.shiftClock(15_000);
    expect((await claim(who, again, { nonce: lease.nonce })).refused).toEqual(nothing(15_000));
  });

  it('takes the nonce of an answer with the number it was given for', async () => {
    const { who, lease } = await studying();
    const { nonce, nonceAfter } = await send(who, bareBeatOf(lease, 5, 0, 0));
    expect(nonceAfter).toBe(5);
    expect((await claim(who, lease, { nonce, after: 4 }, 6)).creditedMs).toBe(0);
    await world.shiftClock(15_000);
    expect((await claim(who, lease, { nonce, after: 5 }, 7)).creditedMs).toBe(15_000);
  });

  it('takes a nonce up to twenty beats later, and no longer', async () => {
    const first = await studying();
    expect((await claim(first.who, first.lease, {}, 20)).creditedMs).toBe(15_000);
    const other = await studying();
    expect((await claim(other.who, other.lease, {}, 21)).refused).toEqual(nothing(15_000));
  });

  it('is not asked for on behalf of beats that can earn nothing', async () => {
    const { who, lease } = await studying();
    await send(who, beatOf(lease, 3, 0, 4000));
    const looks = world.media.looks();
    const old = beatOf(lease, 3, 20_000, 40_000);
    const foreign = { ...beatOf(lease, 9, 20_000, 40_000), epoch: lease.epoch + 1 };
    const paused = beatOf(lease, 4, 20_000, 20_000, { playing: false });
    const hidden = beatOf(lease, 5, 20_000, 21_000, { foreground: false });
    await send(who, old, foreign, paused, hidden, beatOf(lease, 6, 0, 4000));
    await send({ ...who, actor: { ...who.actor, sessionId: 'other' } }, beatOf(lease, 10, 20_000, 40_000));
    expect(world.media.looks()).toBe(looks);
  });

  it('begins anew with a new lease', async () => {
    const { who, lease } = await studying();
    await send(who, beatOf(lease, 1, 0, 15_000));
    const again = await world.open(who, world.lessons.first.lessonId, 'elsewhere');
    await world.shiftClock(5000);
    const answer = await send(who, bareBeatOf(again, 1, 15_000, 16_000));
    expect(answer.results[0]!.refused).toEqual(nothing(1000));
  });

  describe('that we sent', () => {
    const serve = (who: Learner, { leaseId, epoch }: StudyLeaseView, ...segments: number[]) =>
      Promise.all(
        segments.map((n) => {
          const place = [(n - 1) * 4000, n * 4000] as const;
          return world.learning.served({ accountId: who.actor.accountId, leaseId, epoch, place });
        }),
      );

    it('counts as far as whole segments went', async () => {
      const { who, lease } = await studying(false);
      await serve(who, lease, 2, 1);
      const answer = await send(who, bareBeatOf(lease, 1, 0, 15_000));
      expect(answer.results[0]!.creditedMs).toBe(8000);
      await world.shiftClock(15_000);
      await serve(who, lease, 3, 4);
      const more = await send(who, bareBeatOf(lease, 2, 8000, 15_000));
      expect(more.results[0]!.creditedMs).toBe(7000);
      const [row] = await world.db.sql<{ delivered: unknown }>(
        'SELECT delivered FROM learning_leases WHERE account_id = $1',
        [who.actor.accountId],
      );
      expect(row!.delivered).toEqual([[0, 16_000]]);
    });

    it('counts for nobody when lease or epoch are gone', async () => {
      const { who, lease } = await studying(false);
      await serve(who, { ...lease, epoch: lease.epoch - 1 }, 1, 2, 3, 4);
      expect((await send(who, bareBeatOf(lease, 1, 0, 15_000))).results[0]!.creditedMs).toBe(0);
      const again = await world.open(who, world.lessons.first.lessonId, 'page', false);
      await serve(who, lease, 1, 2, 3, 4);
      await world.shiftClock(15_000);
      expect((await send(who, bareBeatOf(again, 1, 0, 15_000))).results[0]!.creditedMs).toBe(0);
    });

    it('is noted for many at once while their beats are written', async () => {
      const people = await Promise.all(Array.from({ length: 30 }, () => studying(false)));
      await Promise.all(
        people.map(({ who, lease }) =>
          Promise.all([serve(who, lease, 1, 2, 3, 4), send(who, bareBeatOf(lease, 1, 0, 0))]),
        ),
      );
      const answers = await Promise.all(
        people.map(({ who, lease }) => send(who, bareBeatOf(lease, 2, 0, 15_000))),
      );
      expect(answers.map(({ results }) => results[0]!.creditedMs)).toEqual(people.map(() => 15_000));
    });
  });
});
