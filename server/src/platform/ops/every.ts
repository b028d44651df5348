import type { Log } from '../log.ts';

/** Repeats a piece of work, never two at once; a failure is logged and the next round tried. */
export function every(ms: number, log: Log, work: () => Promise<unknown>): { stop(): void } {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    work()
      .catch((error: unknown) => log.error({ err: error }, 'a repeated piece of work failed'))
      .finally(() => (running = false));
  }, ms);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
