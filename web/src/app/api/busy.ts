import type { Problem } from './problem.ts';

const firstMs = 1000;
const longestMs = 15_000;

/** The platform has no room just now; the same succeeds a little later, and nothing is wrong with it. */
export const isBusy = ({ code }: Pick<Problem, 'code'>): boolean => code === 'busy' || code === 'too-many';

/**
 * When to try again, milliseconds: not before the server wished, longer each time, and not when everybody else does.
 * @param tries made in vain before
 * @param random 0 to 1
 */
export function retryMsOf(
  { retryAfterSeconds }: Pick<Problem, 'retryAfterSeconds'>,
  tries: number,
  random: () => number = Math.random,
): number {
  const wait = Math.max(Math.min(longestMs, firstMs * 2 ** tries), (retryAfterSeconds ?? 0) * 1000);
  return Math.round(wait * (1 + random() / 2));
}
