import type pg from 'pg';
import { ledgerPlacesSql } from '../../support/ledger-places.ts';
import type { SeededLearners } from './accounts.ts';
import { idSql } from './learner-ids.ts';

/** What each learner was told until the end, one place of the arrays for each. */
export interface Told {
  readonly number: Int32Array;
  /** Number of the last acknowledged beat, and of the last that was cut. */
  readonly ackedSeq: Int32Array;
  readonly sentSeq: Int32Array;
  /** Credit of the lesson as the last answer had it. */
  readonly toldMs: Float64Array;
  /** What the acknowledged beats claimed, and all that were cut. */
  readonly ackedDueMs: Float64Array;
  readonly sentDueMs: Float64Array;
}

export interface Reconciled {
  readonly accounts: number;
  readonly dueMs: number;
  readonly toldMs: number;
  readonly storedMs: number;
  /** Acknowledged beats that are not stored, and credit that was told and is not stored. */
  readonly lostBeats: number;
  readonly lostMs: number;
  /** Accounts with beats that were never acknowledged: what is stored of those may or may not count. */
  readonly pending: number;
  /** Accounts whose tables do not have the same sum: leases' sequence apart, each says the credit for itself. */
  readonly unequal: number;
  /** Accounts credited with more than was played, and with less although everything was acknowledged. */
  readonly over: number;
  readonly under: number;
  /** A few accounts that are not right, as text. */
  readonly examples: readonly string[];
}

/** Whether what was acknowledged is stored, nothing counts twice, and everybody has what he played. */
export const isRight = ({ lostBeats, lostMs, unequal, over, under }: Reconciled): boolean =>
  lostBeats + lostMs + unequal + over + under === 0;

/**
 * Compares what learners were told with what the tables have, set by set, to the millisecond: no tolerance, for
 * whole milliseconds are claimed and credited. Of an account with unacknowledged beats anything between both is right.
 */
export async function reconcile(
  db: pg.Client | pg.Pool,
  { ids }: SeededLearners,
  told: Told,
): Promise<Reconciled> {
  const names = ['number', 'ackedSeq', 'sentSeq', 'toldMs', 'ackedDueMs', 'sentDueMs'] as const;
  const { rows } = await db.query<Reconciled>(
    `WITH told AS MATERIALIZED (
       SELECT ${idSql(ids, 'account', 'number')} AS account_id, * FROM unnest($1::int[], $2::int[], $3::int[], $4::float8[],
         $5::float8[], $6::float8[]) AS t(number, acked_seq, sent_seq, told_ms, acked_due_ms, sent_due_ms)
     ), both_sides AS (
       SELECT * FROM told JOIN (${ledgerPlacesSql('told')}) places USING (account_id)
     ), judged AS (
       SELECT *, greatest(0, acked_seq - last_seq) AS lost_beats, greatest(0, told_ms - progress_ms) AS lost_ms,
         sent_seq > acked_seq AS pending,
         runs_ms <> progress_ms OR days_ms <> progress_ms OR lesson_days_ms <> progress_ms AS unequal,
         greatest(progress_ms, runs_ms, days_ms, lesson_days_ms) > sent_due_ms OR last_seq > sent_seq AS over,
         least(progress_ms, runs_ms, days_ms, lesson_days_ms) < acked_due_ms AS under
       FROM both_sides
     )
     SELECT count(*)::int AS accounts, coalesce(sum(acked_due_ms), 0) AS "dueMs", coalesce(sum(told_ms), 0) AS "toldMs",
       coalesce(sum(progress_ms), 0) AS "storedMs", coalesce(sum(lost_beats), 0)::int AS "lostBeats",
       coalesce(sum(lost_ms), 0) AS "lostMs", count(*) FILTER (WHERE pending)::int AS pending,
       count(*) FILTER (WHERE unequal)::int AS unequal, count(*) FILTER (WHERE over)::int AS over,
       count(*) FILTER (WHERE under)::int AS under,
       coalesce((SELECT array_agg(j::text) FROM (SELECT * FROM judged
         WHERE lost_beats > 0 OR lost_ms > 0 OR unequal OR over OR under LIMIT 5) j), '{}') AS examples
     FROM judged`,
    names.map((name) => [...told[name]]),
  );
  return rows[0]!;
}
