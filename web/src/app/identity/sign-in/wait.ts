import { computed, effect, type Signal, signal } from '@angular/core';
import type { Problem } from '../../api/problem.ts';

/**
 * Whole seconds to wait before the next try, as the server asked: counted down to 0 on this page. Call it in an
 * injection context.
 */
export function waitFor(problem: Signal<Problem | undefined>, now: () => number = Date.now): Signal<number> {
  const until = computed(() => {
    const seconds = problem()?.retryAfterSeconds;
    return seconds === undefined ? 0 : now() + seconds * 1000;
  });
  const clock = signal(0);
  effect((onCleanup) => {
    const end = until();
    const tick = () => {
      clock.set(now());
      if (now() >= end) clearInterval(timer);
    };
    const timer = setInterval(tick, 500);
    tick();
    onCleanup(() => clearInterval(timer));
  });
  return computed(() => Math.max(0, Math.ceil((until() - Math.max(clock(), 0)) / 1000)));
}
