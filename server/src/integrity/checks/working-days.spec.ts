import { addWorkingDays } from './working-days.ts';

describe('working days', () => {
  it('leave out Saturday and Sunday', () => {
    // 2026-11-24 is a Tuesday.
    expect(addWorkingDays('2026-11-24', 3)).toBe('2026-11-27');
    expect(addWorkingDays('2026-11-25', 3)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-28', 1)).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-27', 10)).toBe('2026-12-11');
    expect(addWorkingDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});
