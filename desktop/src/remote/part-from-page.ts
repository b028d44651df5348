import type { Clock } from '../platform/ports.ts';

/** A page that answers has sent its last beats; one that does not in this time, or is none, is not waited for. */
const patienceMs = 1_000;

/** Tells the page that it is about to be taken away, and waits until it has sent what must not be lost. */
export function partFromPage(clock: Clock, tell: () => void): { part(): Promise<void>; parted(): true } {
  let go = () => {};
  return {
    part: () =>
      new Promise((resolve) => {
        const stop = clock.after(patienceMs, () => resolve());
        go = () => {
          stop();
          resolve();
        };
        tell();
      }),
    parted() {
      go();
      return true;
    },
  };
}
