import { longestLoadMs, pageAnswers } from './page-answers.ts';

describe('a page that is asked whether it answers', () => {
  function asked() {
    const state = { now: 0, loading: false, done: () => undefined as void, asked: 0 };
    const page = {
      isLoading: () => state.loading,
      ask: () => {
        state.asked += 1;
        return new Promise<void>((resolve) => (state.done = resolve));
      },
    };
    return { state, ...pageAnswers({ now: () => state.now }, page) };
  }

  it('answers when it has done by the next time what it was given', async () => {
    const { state, answers } = asked();
    expect(answers()).toBeTrue();
    state.done();
    await Promise.resolve();
    expect(answers()).toBeTrue();
    expect(state.asked).toBe(2);
  });

  it('hangs as long as it has not, is given nothing more, and is well again when it has', async () => {
    const { state, answers } = asked();
    expect([answers(), answers(), answers()]).toEqual([true, false, false]);
    expect(state.asked).toBe(1);
    state.done();
    await Promise.resolve();
    expect(answers()).toBeTrue();
  });

  it('owes no answer when it is gone', () => {
    const { answers, forget } = asked();
    expect([answers(), answers()]).toEqual([true, false]);
    forget();
    expect(answers()).toBeTrue();
  });

  it('is not asked while it loads, but for a page that loads without end', () => {
    const { state, answers } = asked();
    state.loading = true;
    expect(answers()).toBeTrue();
    state.now = longestLoadMs;
    expect(answers()).toBeTrue();
    state.now += 1;
    expect(answers()).toBeFalse();
    expect(state.asked).toBe(0);
    state.loading = false;
    expect(answers()).toBeTrue();
    state.loading = true;
    expect(answers()).toBeTrue();
  });
});
