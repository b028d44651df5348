import type { Beat, BeatsAnswer, Refusal, RefusalReason } from '@minjiang/shared/learning';
import { localDay } from '@minjiang/shared/kernel';
import { assess } from './assess.ts';
import type { LedgerState, Piece } from './ledger-state.ts';
import type { AccountRow } from './read-state.ts';
import { extendRuns, type RunDraft } from './runs.ts';

/** What one account's beats of a batch come to: the answers, and what must be written before they are given. */
export interface AccountOutcome {
  readonly row: AccountRow;
  readonly lastSeq: number;
  readonly state: LedgerState;
  readonly lessonCreditedMs: number;
  readonly lessonRefusedMs: number;
  readonly pieces: readonly Piece[];
  /** Refusals that are events only, without seconds. */
  readonly events: readonly RefusalReason[];
  readonly runs: readonly RunDraft[];
}

export interface BeatsOf {
  readonly sessionId: string;
  readonly beats: readonly Beat[];
}

type Result = BeatsAnswer['results'][number];

const stateOf = (row: AccountRow): LedgerState => ({
  accountedUntil: row.accountedUntil,
  gapMs: row.gapMs,
  frontierMs: row.frontierMs,
  done: row.doneAt !== null,
  earned: row.earned,
  delivered: row.proofDemanded ? row.delivered : 'all',
  days: row.days,
});

/**
 * Assesses all requests of one account in the order of their arrival, on the locked state. Pure.
 * @returns the results of each request, and what to write (null when nothing changed)
 */
export function recordAccount(
  row: AccountRow | undefined,
  requests: readonly BeatsOf[],
  now: number,
): { results: Result[][]; outcome: AccountOutcome | null } {
  if (!row) return { results: requests.map(({ beats }) => beats.map(leaseLost)), outcome: null };
  let state = stateOf(row);
  let { lastSeq, lessonCreditedMs } = row;
  const pieces: Piece[] = [];
  const events: RefusalReason[] = [];
  const one = (beat: Beat, sessionId: string): Result => {
    if (beat.leaseId !== row.leaseId || beat.epoch !== row.epoch || sessionId !== row.sessionId)
      return leaseLost(beat);
    if (beat.seq <= lastSeq) {
      return { leaseId: beat.leaseId, seq: beat.seq, creditedMs: 0, refused: [], repeated: true };
    }
    const assessed = assess(state, beat, row.terms, now);
    state = assessed.state;
    lastSeq = beat.seq;
    lessonCreditedMs += assessed.creditedMs;
    pieces.push(...assessed.pieces);
    const named = new Set(assessed.pieces.map(({ verdict }) => verdict));
    events.push(...assessed.refusals.flatMap(({ reason }) => (named.has(reason) ? [] : [reason])));
    return {
      leaseId: beat.leaseId,
      seq: beat.seq,
      creditedMs: assessed.creditedMs,
      refused: [...assessed.refusals],
    };
  };
  const results = requests.map(({ beats, sessionId }) => beats.map((beat) => one(beat, sessionId)));
  if (lastSeq === row.lastSeq) return { results, outcome: null };
  const refusedMs = pieces.reduce((sum, { verdict, ms }) => sum + (verdict === 'credited' ? 0 : ms), 0);
  return {
    results,
    outcome: {
      row,
      lastSeq,
      state,
      lessonCreditedMs,
      lessonRefusedMs: row.lessonRefusedMs + refusedMs,
      pieces,
      events,
      runs: extendRuns(row.openRun, row, pieces),
    },
  };
}

function leaseLost(beat: Beat): Result {
  const ms = beat.lastedMs ?? Math.round((beat.toMs - beat.fromMs) / beat.rate);
  const refused: Refusal[] = [{ reason: 'lease-lost', ms }];
  return { leaseId: beat.leaseId, seq: beat.seq, creditedMs: 0, refused };
}

/** Totals as they stand after the batch: the page shows these and adds nothing itself. */
export function totalsOf(
  row: AccountRow | undefined,
  outcome: AccountOutcome | null,
  todayMs: number,
  now: number,
  defaultCapMs: number,
): Pick<BeatsAnswer, 'lesson' | 'today'> {
  if (!row) return { lesson: null, today: { creditedMs: todayMs, capMs: defaultCapMs } };
  const state = outcome?.state ?? stateOf(row);
  const creditedMs = outcome?.lessonCreditedMs ?? row.lessonCreditedMs;
  const lessonState = state.done ? 'done' : creditedMs > 0 || state.frontierMs > 0 ? 'part' : 'not-begun';
  return {
    lesson: {
      lessonId: row.lessonId,
      creditedMs,
      refusedMs: outcome?.lessonRefusedMs ?? row.lessonRefusedMs,
      frontierMs: Math.round(state.frontierMs),
      state: lessonState,
    },
    today: { creditedMs: state.days[localDay(now)]?.creditedMs ?? 0, capMs: row.terms.capMs },
  };
}
