import { permissionsOf } from '@minjiang/shared/identity';
import { classStateOf, mayWith, wrongDate } from './class-rules.ts';

describe('rules of a training class', () => {
  const days = { opensOn: '2026-11-20', closesOn: '2026-11-30' };

  it('is a draft until it is opened, whatever the day', () => {
    for (const today of ['2026-11-19', '2026-11-25', '2026-12-01']) {
      expect(classStateOf({ ...days, isOpened: false }, today)).toBe('draft');
    }
  });

  it('includes its first and its last day', () => {
    const state = (today: string) => classStateOf({ ...days, isOpened: true }, today);
    expect(state('2026-11-19')).toBe('upcoming');
    expect(state('2026-11-20')).toBe('open');
    expect(state('2026-11-30')).toBe('open');
    expect(state('2026-12-01')).toBe('finished');
  });

  it('refuses dates that cannot be, and names them', () => {
    const today = '2026-11-24';
    expect(wrongDate(days, today)).toBeNull();
    expect(wrongDate({ opensOn: today, closesOn: today }, today)).toBeNull();
    expect(wrongDate({ opensOn: '2026-12-02', closesOn: '2026-12-01' }, today)).toBe('closesOn');
    expect(wrongDate({ opensOn: '2026-11-01', closesOn: '2026-11-23' }, today)).toBe('closesOn');
    expect(wrongDate({ opensOn: '0000-01-01', closesOn: '2026-12-01' }, today)).toBe('opensOn');
    expect(wrongDate({ opensOn: '2026-12-01', closesOn: '9999-12-31' }, today)).toBe('closesOn');
  });

  it('lets the institution write a draft, open it in time, and enrol until the last day', () => {
    const admin = new Set<string>(permissionsOf('institution-admin'));
    const may = (isOpened: boolean, today: string) => mayWith({ ...days, isOpened }, admin, today);
    expect(may(false, '2026-11-24')).toEqual({ write: true, open: true, enrol: true });
    expect(may(true, '2026-11-30')).toEqual({ write: false, open: false, enrol: true });
    expect(may(true, '2026-12-01')).toEqual({ write: false, open: false, enrol: false });
    expect(may(false, '2026-12-01')).toEqual({ write: true, open: false, enrol: false });
    const instructor = new Set<string>(permissionsOf('instructor'));
    expect(mayWith({ ...days, isOpened: false }, instructor, '2026-11-24')).toEqual({
      write: false,
      open: false,
      enrol: false,
    });
  });
});
