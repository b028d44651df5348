import type { Clock } from '../platform/ports.ts';

/** A page may load for so long and not be asked; one that loads longer than any network takes hangs. */
export const longestLoadMs = 90_000;

export interface AskedPage {
  isLoading(): boolean;
  /** Gives the page something to do; settles when it has done it, or cannot. */
  ask(): Promise<unknown>;
}

/**
 * Whether the page takes part in what happens, to be asked again and again: each time it is given something to do, and a
 * page that has not done it by the next time hangs. Chromium's own word on it comes only when somebody types or clicks.
 */
export function pageAnswers(clock: Pick<Clock, 'now'>, page: AskedPage) {
  let waiting = false;
  let loadingSince: number | undefined;
  /** A page that is gone or loaded anew owes no answer. */
  const forget = () => void (waiting = false);
  return {
    forget,
    answers(): boolean {
      if (page.isLoading()) return clock.now() - (loadingSince ??= clock.now()) <= longestLoadMs;
      loadingSince = undefined;
      if (waiting) return false;
      waiting = true;
      page.ask().then(forget, forget);
      return true;
    },
  };
}
