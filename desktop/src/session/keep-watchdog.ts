import type { Clock, Release } from '../platform/ports.ts';

/** How often the watchdog of systemd is told that all is well: three times in the time it waits. */
export function watchdogEvery(waitsMicroseconds: string | undefined): number | undefined {
  const waits = Number(waitsMicroseconds);
  return Number.isFinite(waits) && waits > 0 ? Math.floor(waits / 3000) : undefined;
}

/**
 * Tells the watchdog of this program for as long as it runs and its page answers. When either hangs the watchdog hears
 * nothing, ends the program outright and starts it anew.
 */
export function keepWatchdog(
  clock: Clock,
  everyMs: number,
  answers: () => boolean,
  tell: () => void,
): Release {
  let stop: Release = () => undefined;
  const turn = () => {
    if (answers()) tell();
    stop = clock.after(everyMs, turn);
  };
  turn();
  return () => stop();
}
