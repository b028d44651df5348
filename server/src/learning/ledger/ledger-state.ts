import type { Beat, Evidence, RefusalReason } from '@minjiang/shared/learning';
import type { Interval } from './intervals.ts';

/** Terms of a lease, pinned when it was opened. */
export interface LeaseTerms {
  readonly durationMs: number;
  readonly beatEveryMs: number;
  readonly maxGapMs: number;
  readonly maxRate: number;
  readonly seekForward: boolean;
  readonly allowEarnAgain: boolean;
  /** Missing in leases that were opened before programmes could demand any. */
  readonly leastEvidence?: Evidence;
  readonly capMs: number;
  readonly permittedFromMinute: number;
  readonly permittedToMinute: number;
  /** Instants between which the class earns. */
  readonly classFrom: number;
  readonly classTo: number;
}

export interface DayTotals {
  /** What stands. */
  readonly creditedMs: number;
  /** Credited and taken away again: the cap of the day counts it all the same. */
  readonly cancelledMs: number;
  readonly lateMs: number;
}

export const noTotals: DayTotals = { creditedMs: 0, cancelledMs: 0, lateMs: 0 };

/** What the ledger knows of an account and the lesson of its lease; everything in milliseconds. */
export interface LedgerState {
  /** Wall time before this instant is accounted for and earns no more. */
  readonly accountedUntil: number;
  /** Wall time lost because nothing was heard for longer than `maxGapMs`; names what is refused for it. */
  readonly gapMs: number;
  /** Furthest place reached in order. */
  readonly frontierMs: number;
  readonly done: boolean;
  /** How strongly the terminal of the lease vouches; the browser's word where it is not said. */
  readonly evidence?: Evidence;
  /** Media of this content that the account has earned anywhere. */
  readonly earned: readonly Interval[];
  /** Media proven to have reached this lease; `all` where no proof is demanded of this kind. */
  readonly delivered: readonly Interval[] | 'all';
  readonly days: Readonly<Record<string, DayTotals>>;
  /** A check waits or was missed since this instant; what was studied before it is not touched. */
  readonly blocked: { readonly reason: 'identity' | 'check-missed'; readonly since: number } | null;
}

export type Stretch = Pick<Beat, 'fromMs' | 'toMs' | 'rate' | 'foreground' | 'playing' | 'lastedMs'>;

/** A part of a stretch with one verdict: where on the axis, when, and for how much. */
export interface Piece {
  readonly verdict: 'credited' | RefusalReason;
  readonly axis: Interval;
  readonly wall: Interval;
  /** Credited or refused milliseconds; never more than the wall time. */
  readonly ms: number;
  readonly late: boolean;
}

export interface Assessment {
  readonly creditedMs: number;
  /** As told to the page: together with the credit, all that the stretch claimed. */
  readonly refusals: readonly { reason: RefusalReason; ms: number }[];
  /** As stored: bounded by the account's wall clock. Claims beyond it are only counted as events. */
  readonly pieces: readonly Piece[];
  readonly state: LedgerState;
}

/** Between beats when the platform is busy; answers say which interval is in force. */
export const slowestBeatEveryMs = 30_000;
/** What one beat may claim, whatever interval is in force. */
export const longestBeatMs = 1.5 * slowestBeatEveryMs;
/** Late credit (an unbroken cut after another) that an account may have in one local day. */
export const lateCreditPerDayMs = 300_000;
/** A stretch may begin this far beyond the frontier, and a lesson may end this far before its end. */
export const axisToleranceMs = 1000;
/** Share of a lesson that must be earned for it to be done. */
export const earnedShareToFinish = 0.95;
