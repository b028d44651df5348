import { makeAttempts } from './attempts.ts';

describe('a program that ends by itself', () => {
  it('is started again, but not when it ends again and again', () => {
    let now = 0;
    const again = makeAttempts(2, 1000, () => now);
    expect([again(), again(), again()]).toEqual([true, true, false]);
    now = 2000;
    expect(again()).toBeTrue();
  });
});
