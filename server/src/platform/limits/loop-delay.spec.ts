import { setTimeout as wait } from 'node:timers/promises';
import { delayAfter, watchLoopDelay } from './loop-delay.ts';

describe('the delay of the event loop', () => {
  const after = (turns: number, ms: number, before = 0) =>
    Array.from({ length: turns }).reduce<number>((delay) => delayAfter(delay, ms), before);

  it('is none at ease, little after a hiccup, and what every turn takes when all are long', () => {
    expect(after(100, 50)).toBe(0);
    expect(after(1, 300)).toBeLessThan(70);
    expect(after(20, 450)).toBeCloseTo(400, 0);
    expect(after(100, 50, 400)).toBeLessThan(5);
  });

  it('is seen while turns are long', async () => {
    const watch = watchLoopDelay();
    for (let i = 0; i < 3; i++) {
      const until = performance.now() + 300;
      while (performance.now() < until);
      await wait(1);
    }
    expect(watch.delayMs()).toBeGreaterThan(80);
    watch.stop();
  });
});
