import type { Weight } from '@minjiang/shared/kernel';

/** How much of one kind a process takes on. */
export interface Bound {
  /** Requests under way, until the answer has gone out. */
  readonly atOnce: number;
  /** Further ones that wait for a place. */
  readonly mayWait: number;
  readonly retryAfterSeconds: number;
  /** From this delay of the event loop on all of this kind is refused, milliseconds. */
  readonly lateMs: number;
}

/**
 * The figures of a process. Exports go first: few at once, since each of them holds a connection for long, and none
 * while the process is late. Pages go next, when a thousand and more are under way. Study has a bound of its own, so
 * that no number of pages takes its place.
 */
export const bounds: Readonly<Record<Weight, Bound>> = {
  beat: { atOnce: 8192, mayWait: 0, retryAfterSeconds: 5, lateMs: Infinity },
  media: { atOnce: 2048, mayWait: 0, retryAfterSeconds: 3, lateMs: 2000 },
  page: { atOnce: 1536, mayWait: 0, retryAfterSeconds: 3, lateMs: 1000 },
  export: { atOnce: 8, mayWait: 128, retryAfterSeconds: 10, lateMs: 250 },
};
