import { gathered } from './gathered.ts';

describe('gathered questions', () => {
  it('that come together are one statement, each with its own answer', async () => {
    const batches: (readonly number[])[] = [];
    const double = gathered((questions: readonly number[]) => {
      batches.push(questions);
      return Promise.resolve(questions.map((each) => each * 2));
    });
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
    expect(await double(4)).toBe(8);
  });

  it('are never answered by a statement that began before they were asked', async () => {
    let truth = 'holds';
    const releases: (() => void)[] = [];
    const ask = gathered(
      async (questions: readonly string[]) => {
        const seen = truth;
        await new Promise<void>((resolve) => releases.push(resolve));
        return questions.map(() => seen);
      },
      200,
      1,
    );
    const before = ask('a');
    await new Promise((resolve) => setTimeout(resolve, 5));
    truth = 'ended';
    const after = ask('a');
    releases.shift()!();
    expect(await before).toBe('holds');
    await new Promise((resolve) => setTimeout(resolve, 5));
    releases.shift()!();
    expect(await after).toBe('ended');
  });

  it('fail together, and those that come after them are asked again', async () => {
    let broken = true;
    const ask = gathered((questions: readonly number[]) =>
      broken ? Promise.reject(new Error('away')) : Promise.resolve(questions),
    );
    const results = await Promise.allSettled([ask(1), ask(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await ask(3)).toBe(3);
  });

  it('are no more at once than a statement and the connections bear', async () => {
    const sizes: number[] = [];
    let running = 0;
    let most = 0;
    const ask = gathered(
      async (questions: readonly number[]) => {
        sizes.push(questions.length);
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        return questions;
      },
      10,
      2,
    );
    const numbers = Array.from({ length: 95 }, (_, index) => index);
    expect(await Promise.all(numbers.map(ask))).toEqual(numbers);
    expect(Math.max(...sizes)).toBe(10);
    expect(most).toBe(2);
  });
});
