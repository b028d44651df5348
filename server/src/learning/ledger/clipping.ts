import type { RefusalReason } from '@minjiang/shared/learning';
import { intersect, lengthOf, subtract, type Interval } from './intervals.ts';
import type { Piece } from './ledger-state.ts';

/** A stretch while rules cut it: what is left of its axis, and what was cut away and why. */
export interface Clipping {
  readonly left: () => readonly Interval[];
  /** Keeps only what lies in `kept`; answers the milliseconds cut away. `stored: false` counts an event only. */
  keep(kept: readonly Interval[], reason: RefusalReason, stored?: boolean): number;
  /** Milliseconds that parts of the axis would earn: never more than the clock, nor than the media is long. */
  earnOf(axis: readonly Interval[]): number;
  /** Axis length that earns so many milliseconds. */
  axisFor(earnedMs: number): number;
  wallOf(axis: Interval): Interval;
  axisOf(wall: Interval): Interval;
  readonly pieces: Piece[];
  readonly refused: Map<RefusalReason, number>;
}

/** @param wallStart the instant at which the stretch begins in accounted time */
export function startClipping(axis: Interval, rate: number, wallStart: number): Clipping {
  let left: readonly Interval[] = axis[1] > axis[0] ? [axis] : [];
  const pieces: Piece[] = [];
  const refused = new Map<RefusalReason, number>();
  const perMs = Math.max(rate, 1);
  const earnOf = (parts: readonly Interval[]) => Math.floor(lengthOf(parts) / perMs);
  const toWall = (at: number) => wallStart + (at - axis[0]) / rate;
  const wallOf = ([from, to]: Interval): Interval => [toWall(from), toWall(to)];
  const toAxis = (at: number) => Math.round(axis[0] + (at - wallStart) * rate);
  return {
    left: () => left,
    keep(kept, reason, stored = true) {
      const out = subtract(left, kept);
      left = intersect(left, kept);
      const ms = earnOf(out);
      if (ms === 0) return 0;
      refused.set(reason, (refused.get(reason) ?? 0) + ms);
      if (stored) {
        for (const part of out) {
          pieces.push({ verdict: reason, axis: part, wall: wallOf(part), ms: earnOf([part]), late: false });
        }
      }
      return ms;
    },
    earnOf,
    axisFor: (earnedMs) => Math.floor(earnedMs * perMs),
    wallOf,
    axisOf: ([from, to]) => [toAxis(from), toAxis(to)],
    pieces,
    refused,
  };
}
