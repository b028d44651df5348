import type { Clipping } from './clipping.ts';
import { intersect, lengthOf, union, type Interval } from './intervals.ts';
import {
  axisToleranceMs,
  earnedShareToFinish,
  noTotals,
  type Assessment,
  type DayTotals,
  type LeaseTerms,
  type LedgerState,
  type Piece,
} from './ledger-state.ts';
import { splitAtMidnight } from './permitted-time.ts';

/** Credits what is left of a stretch and moves the state on. */
export function finish(
  state: LedgerState,
  clipping: Clipping,
  viewed: readonly Interval[],
  late: boolean,
  terms: LeaseTerms,
): Assessment {
  const days: Record<string, DayTotals> = { ...state.days };
  const credited: Piece[] = [];
  for (const axis of clipping.left()) {
    for (const { day, part } of splitAtMidnight(clipping.wallOf(axis))) {
      const [from, to] = clipping.axisOf(part);
      const ms = clipping.earnOf([[from, to]]);
      const known = days[day] ?? noTotals;
      days[day] = { ...known, creditedMs: known.creditedMs + ms, lateMs: known.lateMs + (late ? ms : 0) };
      credited.push({ verdict: 'credited', axis: [from, to], wall: part, ms, late });
    }
  }
  const earned = union(state.earned, clipping.left());
  const frontierMs = advance(state.frontierMs, viewed, terms.seekForward || state.done);
  return {
    creditedMs: credited.reduce((sum, { ms }) => sum + ms, 0),
    refusals: [...clipping.refused].map(([reason, ms]) => ({ reason, ms })),
    pieces: [...clipping.pieces, ...credited].sort((a, b) => a.wall[0] - b.wall[0]),
    state: {
      ...state,
      frontierMs,
      earned,
      done: state.done || isDone(frontierMs, earned, terms.durationMs),
      days,
    },
  };
}

/**
 * The furthest place reached in order. Media seen in order moves it even where the cap, the hours or an earlier
 * credit refused the time, so that the next stretch is refused for the true reason and not for a jump.
 */
function advance(frontierMs: number, viewed: readonly Interval[], anywhere: boolean): number {
  let at = frontierMs;
  for (const [from, to] of viewed) if (anywhere || from <= at + axisToleranceMs) at = Math.max(at, to);
  return at;
}

/** A lesson is done when the frontier is at its end (± 1 s) and earned media covers 95 % of it. */
export function isDone(frontierMs: number, earned: readonly Interval[], durationMs: number): boolean {
  const covered = lengthOf(intersect(earned, [[0, durationMs]]));
  return frontierMs >= durationMs - axisToleranceMs && covered >= earnedShareToFinish * durationMs;
}
