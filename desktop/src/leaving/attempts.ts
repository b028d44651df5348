import * as z from 'zod';

/** Wrong passwords in a row, and when the last was tried by the machine's clock in milliseconds. */
export const attempts = z.strictObject({ failed: z.int().min(0), lastAt: z.number() });
export type Attempts = z.infer<typeof attempts>;

export const noAttempts: Attempts = { failed: 0, lastAt: 0 };

const freeTries = 3;
const firstDelayMs = 30_000;
const longestDelayMs = 3_600_000;

/** How long to wait after so many: three tries are free, then 30 s, doubled with each, an hour at most. */
const delayAfter = (failed: number): number =>
  failed < freeTries ? 0 : Math.min(firstDelayMs * 2 ** Math.min(failed - freeTries, 20), longestDelayMs);

/** How long nothing may be tried yet, milliseconds. A clock that was put back shortens nothing. */
export function waitMs({ failed, lastAt }: Attempts, now: number): number {
  const delay = delayAfter(failed);
  return now < lastAt ? delay : Math.max(0, lastAt + delay - now);
}

/** The attempts after one more that may be wrong; noted before it is looked at. */
export const oneMore = ({ failed }: Attempts, now: number): Attempts => ({ failed: failed + 1, lastAt: now });

/** What was kept, in its last shape; a file that was spoilt counts as tried to the end, not as forgotten. */
export function readAttempts(text: string | undefined, now: number): Attempts {
  if (text === undefined) return noAttempts;
  try {
    return attempts.parse(JSON.parse(text));
  } catch {
    return { failed: freeTries + 20, lastAt: now };
  }
}
