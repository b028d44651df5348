import { atMost } from './at-most.ts';

describe('at most so much at once', () => {
  it('never runs more, runs all of it, and goes on after a failure', async () => {
    const limited = atMost(3);
    let running = 0;
    let highest = 0;
    const work = (index: number) => async () => {
      highest = Math.max(highest, ++running);
      await new Promise((resolve) => setTimeout(resolve, index % 4));
      running--;
      if (index === 5) throw new Error('cut');
      return index;
    };
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => limited(work(index))));
    expect(highest).toBe(3);
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBe(19);
    expect(await limited(work(1))).toBe(1);
  });
});
