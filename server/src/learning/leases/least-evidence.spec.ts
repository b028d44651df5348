import { newId } from '@minjiang/shared/kernel';
import { Problem } from '../../platform/index.ts';
import type { ProvenDevice } from '../ports.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';

const key = 'A'.repeat(43);

describe('a programme that demands a machine', () => {
  let world: LedgerWorld;
  afterEach(() => world.close());

  const open = async (kind: ProvenDevice['kind'] | null) => {
    const who = world.learner();
    const input = {
      enrolmentId: who.enrolmentId,
      lessonId: world.lessons.first.lessonId,
      // What a page says of itself is not believed.
      client: { kind: 'kiosk' as const, pageId: 'page', proves: true },
    };
    const device = kind && { deviceId: newId(), kind, agreementKey: key };
    const opened = await world.learning
      .open(who.actor, input, undefined, device ?? undefined)
      .catch((fault: unknown) => fault as Problem);
    return { who, opened };
  };
  const codes = async () =>
    Promise.all(
      ([null, 'home', 'kiosk'] as const).map(async (kind) => {
        const { opened } = await open(kind);
        return opened instanceof Problem ? opened.code : 'open';
      }),
    );

  it('of a centre is opened on no other', async () => {
    world = await ledgerWorld({ leastEvidence: 'attested' });
    expect(await codes()).toEqual(['centre-machine-needed', 'centre-machine-needed', 'open']);
  });

  it('that is enrolled is opened in no browser, and one that demands nothing anywhere', async () => {
    world = await ledgerWorld({ leastEvidence: 'signed' });
    expect(await codes()).toEqual(['machine-needed', 'open', 'open']);
    await world.close();
    world = await ledgerWorld();
    expect(await codes()).toEqual(['open', 'open', 'open']);
  });

  it('credits nothing under a lease that came past the refusal', async () => {
    world = await ledgerWorld();
    const who = world.learner();
    const lease = await world.open(who);
    await world.shiftClock(15_000);
    const first = await world.learning.queue.record(who.actor, { beats: [beatOf(lease, 1, 0, 15_000)] });
    expect(first.results[0]?.creditedMs).toBe(15_000);
    await world.db.sql(
      `UPDATE learning_lease_terms SET terms = jsonb_set(terms, '{leastEvidence}', '"attested"') WHERE account_id = $1`,
      [who.actor.accountId],
    );
    await world.shiftClock(15_000);
    const heard = { nonce: first.nonce, nonceAfter: first.nonceAfter };
    const second = await world.learning.queue.record(who.actor, {
      beats: [beatOf(lease, 2, 15_000, 30_000, {}, heard)],
    });
    expect(second.results[0]).toEqual(
      jasmine.objectContaining({ creditedMs: 0, refused: [{ reason: 'device', ms: 15_000 }] }),
    );
  });
});
