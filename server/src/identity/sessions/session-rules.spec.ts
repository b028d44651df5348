import { displacedBy, endOf, problemOf, touchEveryMs, type StoredSession } from './session-rules.ts';

describe('the rules of sessions', () => {
  const session: StoredSession = {
    role: 'institution-admin',
    accountState: 'active',
    validFrom: '2026-01-01',
    validTo: '2026-11-24',
    lastSeenAt: 0,
    expiresAt: 10_000_000,
  };
  const ends = (more: Partial<StoredSession>, now = 1000, today = '2026-11-24') =>
    endOf({ ...session, ...more }, now, today, 600_000);

  it('let staff be idle for so long and learners as long as they like', () => {
    expect(ends({}, 599_999)).toBeNull();
    expect(ends({}, 600_000)).toBe('idle');
    expect(ends({ role: 'learner' }, 9_999_999)).toBeNull();
    expect(ends({ role: 'learner' }, 10_000_000)).toBe('expired');
  });

  it('end a session with its account and its assignment', () => {
    expect(ends({ accountState: 'suspended' })).toBe('suspended');
    expect(ends({}, 1000, '2026-11-25')).toBe('expired');
    expect(ends({}, 1000, '2025-12-31')).toBe('expired');
    expect(ends({ validTo: null }, 1000, '2030-01-01')).toBeNull();
  });

  it('let the last learner win and staff hold two', () => {
    expect(displacedBy('learner', ['b', 'a'])).toEqual(['b', 'a']);
    expect(displacedBy('institution-admin', ['c'])).toEqual([]);
    expect(displacedBy('audit-admin', ['c', 'b', 'a'])).toEqual(['b', 'a']);
  });

  it('mark a session as seen often enough for the shortest idle time', () => {
    expect(touchEveryMs(600_000)).toBe(30_000);
    expect(touchEveryMs(3_600_000)).toBe(30_000);
    expect(touchEveryMs(30_000)).toBe(1_500);
  });

  it('tell displaced and idle from every other end', () => {
    expect(problemOf('displaced')).toBe('session-displaced');
    expect(problemOf('idle')).toBe('session-idle');
    for (const reason of ['signed-out', 'password-changed', 'suspended', 'expired'] as const) {
      expect(problemOf(reason)).toBe('session-ended');
    }
  });
});
