import type { DayTotals } from './ledger-state.ts';
import type { AccountRow, GateRow, StoredRun } from './account-row.ts';

/** `extract` would compute it as a decimal number, which costs several times as much. */
export const epochMs = (column: string) => `round(date_part('epoch', ${column}) * 1000)`;

/** What one account has in one local day; null where it has nothing. */
type DayColumns<D extends string> = Readonly<
  Record<`${D}_day`, string | null> & Record<`${D}_credited` | `${D}_cancelled` | `${D}_late`, number | null>
>;

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/**
 * One row of the question: plain columns, because building JSON in the database and reading it here costs more than
 * all joins together.
 */
export type StateRow = Omit<AccountRow, 'accountId' | 'days' | 'openRun' | 'gate'> &
  DayColumns<'d'> &
  DayColumns<'y'> &
  Nullable<{ [K in keyof StoredRun as `r_${K}`]: StoredRun[K] }> &
  Nullable<{ [K in keyof GateRow as `g_${K}`]: GateRow[K] }> & {
    readonly asked: string;
    readonly now: number;
    readonly accountId: string | null;
  };

const dayColumns = (d: string) =>
  `${d}.day AS ${d}_day, ${d}.credited_ms AS ${d}_credited, ${d}.cancelled_ms AS ${d}_cancelled, ${d}.late_ms AS ${d}_late`;

/** Of the tables by their letters: lease, terms, progress, earned, gate, run, today and the day before. */
export const stateColumns = `
  l.account_id AS "accountId", l.lease_id AS "leaseId", l.epoch, l.session_id AS "sessionId", l.last_seq AS "lastSeq",
  ${epochMs('l.accounted_until')} AS "accountedUntil", l.gap_ms AS "gapMs", l.delivered, coalesce(l.traits, '{}') AS traits,
  t.enrolment_id AS "enrolmentId", t.programme_version_id AS "programmeVersionId", t.lesson_id AS "lessonId",
  t.lesson_version_id AS "lessonVersionId", t.encoding_id AS "encodingId", t.content_key AS "contentKey",
  t.rule_set_id AS "ruleSetId", t.terminal, t.device_key AS "deviceKey", t.proof_demanded AS "proofDemanded", t.terms,
  coalesce(p.frontier_ms, 0) AS "frontierMs", coalesce(p.credited_ms, 0) AS "lessonCreditedMs",
  coalesce(p.refused_ms, 0) AS "lessonRefusedMs", ${epochMs('p.done_at')} AS "doneAt", coalesce(e.intervals, '[]') AS earned,
  g.credited_ms AS "g_creditedMs", g.stop_at_ms AS "g_stopAtMs", g.blocked AS g_blocked,
  ${epochMs('g.blocked_at')} AS "g_blockedAt",
  r.run_id AS "r_runId", r.day AS r_day, r.verdict AS r_verdict, r.enrolment_id AS "r_enrolmentId",
  r.lesson_version_id AS "r_lessonVersionId", r.rule_set_id AS "r_ruleSetId", ${epochMs('r.started_at')} AS "r_startedAt",
  ${epochMs('r.ended_at')} AS "r_endedAt", r.from_ms AS "r_fromMs", r.to_ms AS "r_toMs", r.ms AS r_ms, r.late_ms AS "r_lateMs",
  ${dayColumns('d')}, ${dayColumns('y')}`;

/** An account without a lease has nothing but its name. */
export const hasLease = (row: StateRow): row is StateRow & { readonly accountId: string } =>
  row.accountId !== null;

export function accountRowOf(row: StateRow & { readonly accountId: string }): AccountRow {
  return { ...leaseOf(row), days: daysOf(row), openRun: openRunOf(row), gate: gateOf(row) };
}

function leaseOf(
  row: StateRow & { readonly accountId: string },
): Omit<AccountRow, 'days' | 'openRun' | 'gate'> {
  return {
    accountId: row.accountId,
    leaseId: row.leaseId,
    epoch: row.epoch,
    sessionId: row.sessionId,
    lastSeq: row.lastSeq,
    accountedUntil: row.accountedUntil,
    gapMs: row.gapMs,
    delivered: row.delivered,
    traits: row.traits,
    enrolmentId: row.enrolmentId,
    programmeVersionId: row.programmeVersionId,
    lessonId: row.lessonId,
    lessonVersionId: row.lessonVersionId,
    encodingId: row.encodingId,
    contentKey: row.contentKey,
    ruleSetId: row.ruleSetId,
    terminal: row.terminal,
    deviceKey: row.deviceKey,
    proofDemanded: row.proofDemanded,
    terms: row.terms,
    frontierMs: row.frontierMs,
    lessonCreditedMs: row.lessonCreditedMs,
    lessonRefusedMs: row.lessonRefusedMs,
    doneAt: row.doneAt,
    earned: row.earned,
  };
}

function daysOf(row: StateRow): Record<string, DayTotals> {
  const days: Record<string, DayTotals> = {};
  for (const d of ['d', 'y'] as const) {
    const day = row[`${d}_day`];
    if (day === null) continue;
    days[day] = {
      creditedMs: row[`${d}_credited`] ?? 0,
      cancelledMs: row[`${d}_cancelled`] ?? 0,
      lateMs: row[`${d}_late`] ?? 0,
    };
  }
  return days;
}

function openRunOf(row: StateRow): StoredRun | null {
  if (row.r_runId === null) return null;
  return {
    runId: row.r_runId,
    day: row.r_day!,
    verdict: row.r_verdict!,
    enrolmentId: row.r_enrolmentId!,
    lessonVersionId: row.r_lessonVersionId!,
    ruleSetId: row.r_ruleSetId!,
    startedAt: row.r_startedAt!,
    endedAt: row.r_endedAt!,
    fromMs: row.r_fromMs!,
    toMs: row.r_toMs!,
    ms: row.r_ms!,
    lateMs: row.r_lateMs!,
  };
}

const gateOf = (row: StateRow): GateRow | null =>
  row.g_creditedMs === null
    ? null
    : {
        creditedMs: row.g_creditedMs,
        stopAtMs: row.g_stopAtMs,
        blocked: row.g_blocked,
        blockedAt: row.g_blockedAt,
      };
