import { keepWatchdog, watchdogEvery } from './keep-watchdog.ts';

describe('the watchdog', () => {
  it('is told three times in the time it waits, and only where there is one', () => {
    expect(watchdogEvery('60000000')).toBe(20_000);
    for (const none of [undefined, '', '0', 'soon', '-1'])
      expect(watchdogEvery(none)).withContext(String(none)).toBeUndefined();
  });

  it('hears nothing while the page does not answer, and nothing after the end', () => {
    let [timer, answers, told]: [(() => void) | undefined, boolean, number] = [undefined, true, 0];
    const clock = {
      now: () => 0,
      after: (_ms: number, work: () => void) => {
        timer = work;
        return () => void (timer = undefined);
      },
    };
    const end = keepWatchdog(
      clock,
      1000,
      () => answers,
      () => void told++,
    );
    const pass = () => timer?.();
    pass();
    expect(told).toBe(2);
    answers = false;
    pass();
    pass();
    expect(told).toBe(2);
    answers = true;
    pass();
    expect(told).toBe(3);
    end();
    pass();
    expect(told).toBe(3);
  });
});
