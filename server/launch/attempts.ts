/**
 * Whether a program that ended by itself is started again: not when it has ended too often in a short time, for then
 * a person has to look. Asked once for each end.
 */
export function makeAttempts(most = 3, withinMs = 60_000, now: () => number = Date.now): () => boolean {
  let ends: number[] = [];
  return () => {
    ends = [...ends.filter((at) => now() - at < withinMs), now()];
    return ends.length <= most;
  };
}
