import { lockdownOperations } from './lockdown-operations.ts';
import { planLockdown, type OperationName } from './lockdown-plan.ts';
import { type OperationFailed, performAll } from './operation.ts';

/** A machine that keeps account of what is locked, and at which one part can be broken. */
function machine(broken?: OperationName) {
  const locked = new Set<OperationName>();
  const missed: string[] = [];
  let wipes = 0;
  const lock = (name: OperationName) => {
    if (name === broken) throw new Error('broken');
    locked.add(name);
    return () => void locked.delete(name);
  };
  const turn = (name: OperationName) => (on: boolean) => void (on ? lock(name) : locked.delete(name));
  const operations = lockdownOperations(
    {
      fillScreen: turn('fill-screen'),
      onChange: () => lock('guard-clipboard'),
      protectContent: turn('protect-content'),
      filterKeys: (blocked) => (
        blocked({ key: 'F5', control: false, alt: false, meta: false }),
        lock('filter-keys')
      ),
    },
    {
      wipe: async () => {
        await Promise.resolve();
        if (broken === 'wipe-storage') throw new Error('broken');
        wipes++;
      },
      refuseDownloads: () => lock('refuse-downloads'),
      confinePages: () => lock('confine-pages'),
    },
    { clear: () => undefined },
    { keepAwake: () => lock('stay-awake') },
    { block: (all) => ({ missed: all.slice(0, 1), release: lock('block-shortcuts') }) },
    (combinations) => missed.push(...combinations),
  );
  const plan = planLockdown({ mode: 'kiosk', contentProtection: true });
  return { locked, missed, wipes: () => wipes, plan, operations: plan.map((name) => operations[name]) };
}

describe('lockdown of a kiosk', () => {
  it('locks every part, says which shortcuts the system keeps, and leaves nothing locked or stored behind', async () => {
    const { locked, missed, wipes, plan, operations } = machine();
    const unlock = await performAll(operations);
    expect([...locked]).toEqual(plan.filter((name) => name !== 'wipe-storage'));
    expect(missed).toEqual(['Alt+F4']);
    expect(wipes()).toBe(1);
    expect(await unlock()).toEqual([]);
    expect([...locked]).toEqual([]);
    expect(wipes()).toBe(2);
  });

  for (const broken of planLockdown({ mode: 'kiosk', contentProtection: true })) {
    it(`is undone altogether when ${broken} fails`, async () => {
      const { locked, operations } = machine(broken);
      const fault: unknown = await performAll(operations).catch((error: unknown) => error);
      expect((fault as OperationFailed).operation).toBe(broken);
      expect([...locked]).toEqual([]);
    });
  }
});
