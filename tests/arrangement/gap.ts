const lookEveryMs = 50;

/** The longest time in which a figure did not grow, from now on. */
export function gapAround(figure: () => number): { longestMs(): number } {
  let last = figure();
  let since = Date.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = figure();
    if (now !== last) since = Date.now();
    last = now;
    longest = Math.max(longest, Date.now() - since);
  }, lookEveryMs);
  timer.unref();
  return {
    longestMs() {
      clearInterval(timer);
      return longest;
    },
  };
}
