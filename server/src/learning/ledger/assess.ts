import { isWeaker } from '@minjiang/shared/catalog';
import { localDay } from '@minjiang/shared/kernel';
import type { RefusalReason } from '@minjiang/shared/learning';
import { startClipping, type Clipping } from './clipping.ts';
import { finish } from './finish.ts';
import { subtract, type Interval } from './intervals.ts';
import {
  axisToleranceMs,
  lateCreditPerDayMs,
  longestBeatMs,
  noTotals,
  type Assessment,
  type LeaseTerms,
  type LedgerState,
  type Piece,
  type Stretch,
} from './ledger-state.ts';
import { permittedParts, splitAtMidnight } from './permitted-time.ts';

/**
 * What one stretch earns and why the rest is refused: each rule clips what it must, in the ledger's order, and
 * what is clipped is named. Pure; all milliseconds. The lease itself was matched before.
 * @param now the database's clock, read once for the batch
 */
export function assess(before: LedgerState, stretch: Stretch, terms: LeaseTerms, now: number): Assessment {
  const start = Math.max(before.accountedUntil, now - terms.maxGapMs);
  const lost = start - before.accountedUntil;
  const state: LedgerState = { ...before, accountedUntil: start, gapMs: lost > 0 ? lost : before.gapMs };
  const toMs =
    stretch.toMs <= terms.durationMs + axisToleranceMs
      ? Math.min(stretch.toMs, terms.durationMs)
      : stretch.toMs;
  const axis: Interval = [Math.min(stretch.fromMs, toMs), toMs];
  const claimed = Math.round((axis[1] - axis[0]) / stretch.rate);
  const lasted = stretch.lastedMs ?? Math.round((stretch.toMs - stretch.fromMs) / stretch.rate);
  const longest = Math.min(longestBeatMs, Math.max(0, now - start));
  const wall: Interval = [start, start + Math.min(lasted, longest)];

  const reason = wholeRefusal(state, stretch, terms, wall);
  if (reason) return refuseWhole(state, axis, reason, lasted, wall);

  const clipping = startClipping(axis, stretch.rate, start);
  clipByGate(clipping, state, wall);
  const late = now - wall[1] > 2 * terms.beatEveryMs;
  const gapMs = clipByClock(clipping, { axis, claimed, wall, gapMs: state.gapMs }, terms, now);
  if (late) clipLate(clipping, state, axis, start);
  clipByMedia(clipping, state, axis, terms);
  const viewed = clipping.left();
  clipEarned(clipping, state, terms);
  clipByHours(clipping, terms, wall);
  clipByCap(clipping, state, terms);
  clipStall(clipping, axis, wall, lasted - claimed);
  return finish({ ...state, gapMs, accountedUntil: wall[1] }, clipping, viewed, late, terms);
}

/** The rules that refuse a stretch as a whole, in order. */
function wholeRefusal(
  { blocked, evidence = 'stated' }: LedgerState,
  stretch: Stretch,
  terms: LeaseTerms,
  wall: Interval,
): RefusalReason | null {
  if (isWeaker(evidence, terms.leastEvidence ?? 'stated')) return 'device';
  if (wall[0] >= terms.classTo || wall[1] <= terms.classFrom) return 'class-closed';
  if (blocked && wall[0] >= blocked.since) return blocked.reason;
  if (!stretch.foreground) return 'not-foreground';
  if (!stretch.playing) return 'not-playing';
  if (stretch.rate > terms.maxRate || stretch.rate < 0.5) return 'rate';
  return null;
}

function refuseWhole(
  state: LedgerState,
  axis: Interval,
  reason: RefusalReason,
  lasted: number,
  wall: Interval,
): Assessment {
  const ms = wall[1] - wall[0];
  const piece: Piece = { verdict: reason, axis, wall, ms, late: false };
  return {
    creditedMs: 0,
    refusals: lasted > 0 ? [{ reason, ms: lasted }] : [],
    pieces: ms > 0 ? [piece] : [],
    state: { ...state, accountedUntil: wall[1] },
  };
}

interface ClockClaim {
  readonly axis: Interval;
  readonly claimed: number;
  readonly wall: Interval;
  readonly gapMs: number;
}

/**
 * Cuts, from the end, what no wall time is left for: first what an earlier cut has cost (`gap`, real time that is
 * gone), then what never happened (`clock`, counted as an event only).
 * @returns what of the gap is still unnamed
 */
function clipByClock(
  clipping: Clipping,
  { axis, claimed, wall, gapMs }: ClockClaim,
  terms: LeaseTerms,
  now: number,
) {
  const reached = clipping.axisOf([wall[0], wall[0] + Math.min(claimed, wall[1] - wall[0])])[1];
  const gapTo = Math.min(axis[1], reached + clipping.axisFor(gapMs));
  clipping.keep([[axis[0], gapTo]], 'clock', false);
  const gone = clipping.keep([[axis[0], reached]], 'gap', false);
  if (gone > 0) {
    const from = now - terms.maxGapMs - gapMs;
    clipping.pieces.push({
      verdict: 'gap',
      axis: [reached, gapTo],
      wall: [from, from + gone],
      ms: gone,
      late: false,
    });
  }
  return gapMs - gone;
}

/** Nothing earns while a check waits or was missed; what a cut kept back from before that moment still does. */
function clipByGate(clipping: Clipping, { blocked }: LedgerState, wall: Interval): void {
  if (blocked && wall[1] > blocked.since)
    clipping.keep([clipping.axisOf([wall[0], Math.max(wall[0], blocked.since)])], blocked.reason);
}

/** Credit for what ended long ago has a budget of its own in each local day. */
function clipLate(clipping: Clipping, state: LedgerState, axis: Interval, start: number): void {
  const room = Math.max(0, lateCreditPerDayMs - (state.days[localDay(start)]?.lateMs ?? 0));
  clipping.keep([[axis[0], axis[0] + clipping.axisFor(room)]], 'gap');
}

function clipByMedia(clipping: Clipping, state: LedgerState, axis: Interval, terms: LeaseTerms): void {
  const ahead = !terms.seekForward && !state.done && axis[0] > state.frontierMs + axisToleranceMs;
  clipping.keep(ahead ? [] : [[0, terms.durationMs]], 'frontier');
  if (state.delivered !== 'all') clipping.keep(state.delivered, 'not-delivered');
}

function clipEarned(clipping: Clipping, state: LedgerState, terms: LeaseTerms): void {
  if (!terms.allowEarnAgain) clipping.keep(subtract(clipping.left(), state.earned), 'already-earned');
}

function clipByHours(clipping: Clipping, terms: LeaseTerms, wall: Interval): void {
  const inClass: Interval = [Math.max(wall[0], terms.classFrom), Math.min(wall[1], terms.classTo)];
  if (inClass[0] > wall[0] || inClass[1] < wall[1]) clipping.keep([clipping.axisOf(inClass)], 'class-closed');
  const permitted = permittedParts(wall, terms.permittedFromMinute, terms.permittedToMinute);
  const all = permitted.length === 1 && permitted[0]![0] === wall[0] && permitted[0]![1] === wall[1];
  if (!all && wall[1] > wall[0]) clipping.keep(permitted.map(clipping.axisOf), 'hours');
}

/** The cap of each local day, partly at its boundary. */
function clipByCap(clipping: Clipping, state: LedgerState, terms: LeaseTerms): void {
  const used: Record<string, number> = {};
  const kept = clipping.left().flatMap((axis) =>
    splitAtMidnight(clipping.wallOf(axis)).flatMap(({ day, part }): Interval[] => {
      const [from, to] = clipping.axisOf(part);
      const { creditedMs, cancelledMs } = state.days[day] ?? noTotals;
      const room = terms.capMs - creditedMs - cancelledMs - (used[day] ?? 0);
      const end = Math.min(to, axis[1], from + clipping.axisFor(Math.max(0, room)));
      used[day] = (used[day] ?? 0) + clipping.earnOf([[from, Math.max(from, end)]]);
      return end > from ? [[from, end]] : [];
    }),
  );
  clipping.keep(kept, 'daily-cap');
}

/** The page says it played, and the media stood still: a stall, not study. */
function clipStall(clipping: Clipping, axis: Interval, wall: Interval, stalledMs: number): void {
  if (stalledMs <= axisToleranceMs) return;
  const { refused, pieces } = clipping;
  refused.set('not-playing', (refused.get('not-playing') ?? 0) + stalledMs);
  const from = Math.max(wall[0], wall[1] - stalledMs);
  if (wall[1] > from) {
    const at: Interval = [axis[1], axis[1]];
    pieces.push({
      verdict: 'not-playing',
      axis: at,
      wall: [from, wall[1]],
      ms: Math.floor(wall[1] - from),
      late: false,
    });
  }
}
