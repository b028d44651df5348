import { afterFailure, lockedForSeconds, lockLimits, type Failures } from './lock-rules.ts';

describe('the lock', () => {
  const limit = lockLimits.address;
  const failing = (times: number, now = 0, before: Failures | null = null): Failures | null => {
    let state = before;
    for (let i = 0; i < times; i++) state = afterFailure(state, now, limit);
    return state;
  };

  it('closes with the fifth failure, for 300 s', () => {
    expect(failing(4)?.lockedUntil).toBeNull();
    expect(failing(5)).toEqual({ failures: 5, lastAt: 0, lockedUntil: 300_000 });
  });

  it('begins a new count when it has run out', () => {
    expect(failing(1, 300_000, failing(5))).toEqual({ failures: 1, lastAt: 300_000, lockedUntil: null });
  });

  it('forgets failures that nothing followed for a quarter of an hour', () => {
    expect(failing(1, 899_999, failing(4))?.lockedUntil).toBe(899_999 + 300_000);
    expect(failing(1, 900_000, failing(4))?.failures).toBe(1);
  });

  it('lets an account fail more often over all addresses', () => {
    let state: Failures | null = null;
    for (let i = 0; i < 24; i++) state = afterFailure(state, i * 1000, lockLimits.account);
    expect(state?.lockedUntil).toBeNull();
    expect(afterFailure(state, 24_000, lockLimits.account).lockedUntil).toBe(324_000);
  });

  it('tells the seconds left, rounded up', () => {
    expect(lockedForSeconds(null, 5)).toBe(0);
    expect(lockedForSeconds(10_001, 10_000)).toBe(1);
    expect(lockedForSeconds(310_000, 10_000)).toBe(300);
    expect(lockedForSeconds(10_000, 10_000)).toBe(0);
  });
});
