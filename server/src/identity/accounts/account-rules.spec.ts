import { excludedBy, readName, restoredState, type Term } from './account-rules.ts';

describe('the rules of accounts', () => {
  it('tell user names, phones and ID numbers apart', () => {
    expect(readName(' Xiu.Lan ')).toEqual({ kind: 'user-name', value: 'xiu.lan' });
    expect(readName('138 5000-1234')).toEqual({ kind: 'phone', value: '13850001234' });
    expect(readName('+86 13850001234')).toEqual({ kind: 'phone', value: '13850001234' });
    expect(readName('１３８５０００１２３４')).toEqual({ kind: 'phone', value: '13850001234' });
    expect(readName('35010219680307122x')).toEqual({ kind: 'id-number', value: '35010219680307122X' });
    expect(readName('12345')).toEqual({ kind: 'user-name', value: '12345' });
  });

  it('let nobody be two kinds of operator on one day', () => {
    const term = (role: Term['role'], from: string, to: string | null): Term => ({ role, from, to });
    const held = [term('system-admin', '2026-01-01', '2026-06-30'), term('learner', '2026-01-01', null)];
    expect(excludedBy(held, term('audit-admin', '2026-06-30', null))?.role).toBe('system-admin');
    expect(excludedBy(held, term('audit-admin', '2025-01-01', '2026-01-01'))?.role).toBe('system-admin');
    expect(excludedBy(held, term('audit-admin', '2026-07-01', null))).toBeNull();
    expect(excludedBy(held, term('institution-admin', '2026-01-01', null))).toBeNull();
    expect(excludedBy(held, term('system-admin', '2026-01-01', null))).toBeNull();
  });

  it('restore a person who never set a password to invited', () => {
    expect(restoredState(true)).toBe('active');
    expect(restoredState(false)).toBe('invited');
  });
});
