import type { Interval } from './intervals.ts';
import type { DayTotals, LeaseTerms, LedgerState } from './ledger-state.ts';
import type { Traits } from './traits.ts';

/** Everything the ledger needs of one account, read under the lock of its lease row. */
export interface AccountRow {
  readonly accountId: string;
  readonly leaseId: string;
  readonly epoch: number;
  readonly sessionId: string | null;
  readonly lastSeq: number;
  readonly accountedUntil: number;
  readonly gapMs: number;
  readonly delivered: Interval[];
  readonly enrolmentId: string;
  readonly programmeVersionId: string;
  readonly lessonId: string;
  readonly lessonVersionId: string;
  readonly encodingId: string | null;
  readonly contentKey: string;
  readonly ruleSetId: string;
  readonly terminal: string;
  /** Half of the key that seals its beats, of the machine that signed for the lease; null in a browser. */
  readonly deviceKey: string | null;
  readonly proofDemanded: boolean;
  readonly terms: LeaseTerms;
  readonly frontierMs: number;
  readonly lessonCreditedMs: number;
  readonly lessonRefusedMs: number;
  readonly doneAt: number | null;
  readonly earned: Interval[];
  readonly days: Record<string, DayTotals>;
  readonly openRun: StoredRun | null;
  readonly gate: GateRow | null;
  readonly traits: Traits;
}

/** The gate of the lease's enrolment; null for a programme without checks. */
export interface GateRow {
  /** Place on the enrolment's axis of credited time; it only grows. */
  readonly creditedMs: number;
  readonly stopAtMs: number | null;
  readonly blocked: NonNullable<LedgerState['blocked']>['reason'] | null;
  readonly blockedAt: number | null;
}

export interface StoredRun {
  readonly runId: string;
  readonly day: string;
  readonly verdict: string;
  readonly enrolmentId: string;
  readonly lessonVersionId: string;
  readonly ruleSetId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ms: number;
  readonly lateMs: number;
}
