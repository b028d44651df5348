const lookEveryMs = 50;
const overMs = 1000;

/** How late this process is: what a turn of the event loop takes beyond its due, over the last second or so. */
export interface LoopDelay {
  delayMs(): number;
  stop(): void;
}

/**
 * The mean delay after another look, the later the heavier: one long turn is a hiccup, several are overload.
 * @param sinceMs since the last look, which was due after `lookEveryMs`
 */
export function delayAfter(delayMs: number, sinceMs: number): number {
  const share = 1 - Math.exp(-sinceMs / overMs);
  return delayMs + share * (Math.max(0, sinceMs - lookEveryMs) - delayMs);
}

/**
 * By a timer of its own: `monitorEventLoopDelay` takes no sample in a turn longer than its window, so that it is
 * silent when it matters.
 */
export function watchLoopDelay(): LoopDelay {
  let delayMs = 0;
  let at = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    delayMs = delayAfter(delayMs, now - at);
    at = now;
  }, lookEveryMs);
  timer.unref();
  return { delayMs: () => delayMs, stop: () => clearInterval(timer) };
}
