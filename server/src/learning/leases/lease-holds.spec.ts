import { ledgerWorld } from '../testing/world.ts';
import { leaseHolds } from './lease-holds.ts';

describe('whether a lease holds, asked for many at once', () => {
  let world: Awaited<ReturnType<typeof ledgerWorld>>;
  beforeAll(async () => {
    world = await ledgerWorld();
  });
  afterAll(() => world.close());

  async function leases(count: number) {
    const learners = Array.from({ length: count }, () => world.learner());
    return Promise.all(
      learners.map(async (who) => {
        const { leaseId, epoch } = await world.open(who);
        return { who, of: [who.actor.accountId, leaseId, epoch] as const };
      }),
    );
  }
  const end = (accountId: string) =>
    world.db.transaction((tx) => world.learning.endLeases(tx, [accountId], 'session-ended'));

  it('is answered to each for its own', async () => {
    const [one, two] = await leases(2);
    const holds = leaseHolds(world.db.pool);
    const [account, leaseId, epoch] = one!.of;
    const asked = [
      holds(...one!.of),
      holds(account, leaseId, epoch + 1),
      holds(account, two!.of[1], epoch),
      holds(two!.of[0], leaseId, epoch),
      holds(...two!.of),
      holds(...one!.of),
    ];
    expect(await Promise.all(asked)).toEqual([true, false, false, false, true, true]);
  });

  it('is denied to the first who asks after its end, however many are being answered meanwhile', async () => {
    const all = await leases(30);
    const holds = leaseHolds(world.db.pool);
    let asking = true;
    const crowd = all.slice(1).map(async ({ of }) => {
      const answers: boolean[] = [];
      while (asking) answers.push(await holds(...of));
      return answers;
    });
    const [lost] = all;
    expect(await holds(...lost!.of)).toBeTrue();
    await end(lost!.who.actor.accountId);
    const after = [holds(...lost!.of), holds(...lost!.of)];
    expect(await Promise.all(after)).toEqual([false, false]);
    asking = false;
    const others = (await Promise.all(crowd)).flat();
    expect(others.length).toBeGreaterThan(30);
    expect(others).not.toContain(false);
  });

  it('ends for the lease that another page took over', async () => {
    const [first] = await leases(1);
    const holds = leaseHolds(world.db.pool);
    const { leaseId, epoch } = await world.open(first!.who, undefined, 'other');
    const asked = [holds(...first!.of), holds(first!.of[0], leaseId, epoch)];
    expect(await Promise.all(asked)).toEqual([false, true]);
  });
});
