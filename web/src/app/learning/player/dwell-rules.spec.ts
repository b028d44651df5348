import { dwellOn, leftOf, startOf } from './dwell-rules.ts';

describe('dwelling on a block', () => {
  it('goes on with the clock and stops at the end of what was fetched', () => {
    const dwell = dwellOn({ positionMs: 1000, endMs: 2000 }, 500);
    expect(dwell.positionMs).toBe(1500);
    expect(leftOf(dwell)).toBe(500);
    expect(dwellOn(dwell, 900).positionMs).toBe(2000);
  });

  it('does not count a frozen page or a clock that runs back', () => {
    expect(dwellOn({ positionMs: 0, endMs: 60_000 }, 9000).positionMs).toBe(0);
    expect(dwellOn({ positionMs: 500, endMs: 60_000 }, -5).positionMs).toBe(500);
  });

  it('goes on where one had come to, and begins anew when that was the end', () => {
    expect(startOf(30_000, 57_000)).toBe(30_000);
    expect(startOf(57_000, 57_000)).toBe(0);
    expect(startOf(56_500, 57_000)).toBe(0);
  });

  it('never goes back when one resumes beyond the first blocks', () => {
    expect(dwellOn({ positionMs: 5000, endMs: 2000 }, 500).positionMs).toBe(5000);
    expect(leftOf({ positionMs: 5000, endMs: 2000 })).toBe(0);
  });
});
