import { operationNames, planLockdown } from './lockdown-plan.ts';

describe('lockdown plan', () => {
  it('locks a kiosk with every operation, filling the screen last', () => {
    const plan = planLockdown({ mode: 'kiosk', contentProtection: true });
    expect(plan).toEqual(operationNames);
    expect(plan.at(-1)).toBe('fill-screen');
  });

  it('wipes before anything else, so that nothing of the last learner is left when a later step fails', () => {
    expect(planLockdown({ mode: 'kiosk', contentProtection: false })[0]).toBe('wipe-storage');
  });

  it('leaves the machine of a learner at home alone', () => {
    expect(planLockdown({ mode: 'home', contentProtection: false })).toEqual([]);
  });

  it('protects the content where it is configured, in either mode', () => {
    expect(planLockdown({ mode: 'home', contentProtection: true })).toEqual(['protect-content']);
    expect(planLockdown({ mode: 'kiosk', contentProtection: false })).not.toContain('protect-content');
  });
});
