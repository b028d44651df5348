import type { SignalKind } from '@minjiang/shared/integrity';

/**
 * From where on something points to study that was not the learner's own. Each is far from what honest study does,
 * and none of them proves anything: a person decides.
 */
export const thresholds = {
  /** Times that the page was left in one lesson of one day. */
  switches: 16,
  /** Beats in a row of the same length to the millisecond. */
  sameLength: 20,
  /** Changes of the address within one lease; a walk from home to work makes one or two. */
  addressChanges: 4,
  /** People at one browser in a day. */
  accountsOnDevice: 3,
  /** People of one class at one place, and their share of all who studied that day. */
  rosterAtPlace: 5,
  rosterShare: 0.5,
} as const;

/** A stay away longer than this is cut by the ledger into several runs; it is still one switch. */
export const longestStayMs = 840_000;

/** At most so many of each kind in one round; the next round finds the others. */
export const mostAtOnce = 500;

/** What was found, before anybody was told of it. */
export interface Finding {
  readonly day: string;
  readonly kind: SignalKind;
  /** What it is about; with day and kind the key under which it is told once. */
  readonly subject: string;
  readonly accountId: string;
  readonly enrolmentId: string;
  /** Milliseconds. */
  readonly at: number;
  readonly until: number;
  readonly facts: Readonly<Record<string, number>>;
}

/** What the behaviour of one lease points to. */
export function signalsOfLease(lease: { longest: number; moves: number }): SignalKind[] {
  return [
    ...(lease.longest >= thresholds.sameLength ? (['regular-cadence'] as const) : []),
    ...(lease.moves >= thresholds.addressChanges ? (['two-addresses'] as const) : []),
  ];
}

/** Whether a class studies from one place: by far not everybody sits in one room without somebody who sat them there. */
export function isRosterAtOnePlace(of: { active: number; atPlace: number }): boolean {
  return of.atPlace >= thresholds.rosterAtPlace && of.atPlace >= of.active * thresholds.rosterShare;
}
