import { isBusy, retryMsOf } from './busy.ts';

describe('a busy platform', () => {
  it('is asked again when it said, or later each time, up to a quarter of a minute', () => {
    const atOnce = () => 0;
    expect(retryMsOf({ retryAfterSeconds: 7 }, 0, atOnce)).toBe(7000);
    expect(
      [0, 1, 2, 3, 9].map((tries) => retryMsOf({ retryAfterSeconds: undefined }, tries, atOnce)),
    ).toEqual([1000, 2000, 4000, 8000, 15_000]);
  });

  it('is not asked by everybody at one moment, and by nobody too early', () => {
    expect(retryMsOf({ retryAfterSeconds: 10 }, 0, () => 1)).toBe(15_000);
  });

  it('is told from a lock and from a fault', () => {
    expect(['busy', 'too-many', 'sign-in-locked', 'fault'].map((code) => isBusy({ code }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
