/** Where a reader is on the axis of an image-text lesson, and how far the fetched blocks reach. */
export interface Dwell {
  readonly positionMs: number;
  readonly endMs: number;
}

/** A tick longer than this is a frozen page: that time was not read, and the recorder will say so too. */
const longestTickMs = 5000;

/** Reading goes on with the clock, but never beyond what was fetched. */
export function dwellOn({ positionMs, endMs }: Dwell, spentMs: number): Dwell {
  const spent = spentMs > longestTickMs ? 0 : Math.max(0, spentMs);
  return { positionMs: Math.max(positionMs, Math.min(endMs, positionMs + spent)), endMs };
}

/** Where reading begins: where one had come to, or at the beginning when that was the end and some of it is missing. */
export const startOf = (resumeAtMs: number, durationMs: number): number =>
  resumeAtMs >= durationMs - 1000 ? 0 : resumeAtMs;

/** How long until the next block may be asked for. */
export const leftOf = ({ positionMs, endMs }: Dwell): number => Math.max(0, endMs - positionMs);
