import { isMadeUp } from './judge-make-ups.ts';

describe('a make-up', () => {
  it('is done when all but a second or a twentieth is earned again', () => {
    expect(isMadeUp([[0, 60_000]], 3000)).toBeTrue();
    expect(isMadeUp([[0, 60_000]], 3001)).toBeFalse();
    expect(
      isMadeUp(
        [
          [0, 5000],
          [8000, 13_000],
        ],
        1000,
      ),
    ).toBeTrue();
    expect(
      isMadeUp(
        [
          [0, 5000],
          [8000, 13_000],
        ],
        1001,
      ),
    ).toBeFalse();
  });
});
