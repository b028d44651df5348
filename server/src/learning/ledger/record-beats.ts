import {
  evidenceOf,
  type Beat,
  type BeatsAnswer,
  type RefusalReason,
  type StudyGateState,
} from '@minjiang/shared/learning';
import { localDay } from '@minjiang/shared/kernel';
import { assess } from './assess.ts';
import { union, type Interval } from './intervals.ts';
import { axisToleranceMs, type LedgerState, type Piece } from './ledger-state.ts';
import type { AccountRow, GateRow } from './account-row.ts';
import { nextTraits, type Traits } from './traits.ts';
import { extendRuns, splitPiece, type RunDraft } from './runs.ts';

/** What one account's beats of a batch come to: the answers, and what must be written before they are given. */
export interface AccountOutcome {
  readonly row: AccountRow;
  readonly lastSeq: number;
  /** Media that reached the lease until now. */
  readonly delivered: readonly Interval[];
  readonly state: LedgerState;
  readonly lessonCreditedMs: number;
  readonly lessonRefusedMs: number;
  readonly pieces: readonly Piece[];
  /** Refusals that are events only, without seconds. */
  readonly events: readonly RefusalReason[];
  readonly runs: readonly RunDraft[];
  readonly gate: GateRow | null;
  /** What the keeper of the checks must hear of. */
  readonly reached: readonly ('stop' | 'lesson-done')[];
  readonly traits: Traits;
}

export interface BeatsOf {
  readonly sessionId: string;
  readonly beats: readonly Beat[];
  /** Keyed hash of the address they came from. */
  readonly address: string | null;
}

type Result = BeatsAnswer['results'][number];

const stateOf = (row: AccountRow, delivered: readonly Interval[]): LedgerState => ({
  accountedUntil: row.accountedUntil,
  gapMs: row.gapMs,
  frontierMs: row.frontierMs,
  done: row.doneAt !== null,
  evidence: evidenceOf(row.terminal),
  earned: row.earned,
  delivered: row.proofDemanded ? delivered : 'all',
  days: row.days,
  blocked: row.gate?.blocked ? { reason: row.gate.blocked, since: row.gate.blockedAt ?? 0 } : null,
});

/**
 * Assesses all requests of one account in the order of their arrival, on the locked state. Pure.
 * @param proven media that these beats prove to have reached the lease
 * @param unsealed beats that are not the word of the machine that signed for the lease; they move nothing of it
 * @returns the results of each request, and what to write (null when nothing changed)
 */
export function recordAccount(
  row: AccountRow | undefined,
  requests: readonly BeatsOf[],
  now: number,
  proven: readonly Interval[] = [],
  unsealed: ReadonlySet<Beat> = new Set(),
): { results: Result[][]; outcome: AccountOutcome | null } {
  if (!row)
    return {
      results: requests.map(({ beats }) => beats.map((beat) => refused(beat, 'lease-lost'))),
      outcome: null,
    };
  const delivered = union(row.delivered, proven);
  let state = stateOf(row, delivered);
  let { lastSeq, lessonCreditedMs, traits } = row;
  const pieces: Piece[] = [];
  const events: RefusalReason[] = [];
  const one = (beat: Beat, { sessionId, address }: BeatsOf): Result => {
    if (beat.leaseId !== row.leaseId || beat.epoch !== row.epoch || sessionId !== row.sessionId)
      return refused(beat, 'lease-lost');
    if (beat.seq <= lastSeq) {
      return { leaseId: beat.leaseId, seq: beat.seq, creditedMs: 0, refused: [], repeated: true };
    }
    if (unsealed.has(beat)) return refused(beat, 'device');
    const assessed = assess(state, beat, row.terms, now);
    state = assessed.state;
    lastSeq = beat.seq;
    traits = nextTraits(traits, beat, address, now);
    lessonCreditedMs += assessed.creditedMs;
    pieces.push(...assessed.pieces.flatMap(splitPiece));
    const named = new Set(assessed.pieces.map(({ verdict }) => verdict));
    const told = assessed.refusals.filter(({ reason, ms }) => !named.has(reason) && !isJitter(reason, ms));
    events.push(...told.map(({ reason }) => reason));
    return {
      leaseId: beat.leaseId,
      seq: beat.seq,
      creditedMs: assessed.creditedMs,
      refused: [...assessed.refusals],
    };
  };
  const results = requests.map((request) => request.beats.map((beat) => one(beat, request)));
  if (lastSeq === row.lastSeq) return { results, outcome: null };
  const refusedMs = pieces.reduce((sum, { verdict, ms }) => sum + (verdict === 'credited' ? 0 : ms), 0);
  return {
    results,
    outcome: {
      row,
      lastSeq,
      delivered,
      state,
      lessonCreditedMs,
      lessonRefusedMs: row.lessonRefusedMs + refusedMs,
      pieces,
      events,
      runs: extendRuns(row.openRun, row, pieces),
      traits,
      ...passGate(row, state, lessonCreditedMs - row.lessonCreditedMs, now),
    },
  };
}

/** Moves an enrolment on its axis of credited time; at the secret place it is stopped from now on. */
function passGate(
  { gate, doneAt }: AccountRow,
  state: LedgerState,
  creditedMs: number,
  now: number,
): Pick<AccountOutcome, 'gate' | 'reached'> {
  if (!gate) return { gate, reached: [] };
  const moved = { ...gate, creditedMs: gate.creditedMs + creditedMs };
  const stopped = !gate.blocked && gate.stopAtMs !== null && moved.creditedMs >= gate.stopAtMs;
  return {
    gate: stopped ? { ...moved, blocked: 'identity', blockedAt: now } : moved,
    reached: [
      ...(stopped ? (['stop'] as const) : []),
      ...(state.done && doneAt === null ? (['lesson-done'] as const) : []),
    ],
  };
}

/** What a page is told of a gate. */
export function gateStateOf(gate: GateRow | null): StudyGateState {
  if (!gate?.blocked) return 'open';
  return gate.blocked === 'identity' ? 'check-due' : 'check-missed';
}

/** Media that ran ahead of the page's clock by less than the axis is exact to is no claim to be told of. */
const isJitter = (reason: RefusalReason, ms: number): boolean => reason === 'clock' && ms <= axisToleranceMs;

/** The answer to a beat that is not this lease's word: nothing of the lease moves, and nothing is written. */
function refused(beat: Beat, reason: RefusalReason): Result {
  const ms = beat.lastedMs ?? Math.round((beat.toMs - beat.fromMs) / beat.rate);
  return { leaseId: beat.leaseId, seq: beat.seq, creditedMs: 0, refused: [{ reason, ms }] };
}

/** Totals as they stand after the batch: the page shows these and adds nothing itself. */
export function totalsOf(
  row: AccountRow | undefined,
  outcome: AccountOutcome | null,
  todayMs: number,
  now: number,
  defaultCapMs: number,
): Pick<BeatsAnswer, 'lesson' | 'today' | 'gate'> {
  if (!row) return { lesson: null, today: { creditedMs: todayMs, capMs: defaultCapMs }, gate: 'open' };
  const state = outcome?.state ?? stateOf(row, row.delivered);
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
    gate: gateStateOf(outcome ? outcome.gate : row.gate),
  };
}
