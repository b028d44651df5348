import type { Told } from './learner.ts';

export interface Reconciled {
  readonly acknowledgedMs: number;
  /** Acknowledged and not in the ledger. */
  readonly lostMs: number;
  /** In the ledger and never studied, or not the same in every place of it. */
  readonly twiceMs: number;
  /** Studied honestly and not credited: the most of one learner. */
  readonly missedMs: number;
}

interface Stored {
  readonly accountId: string;
  readonly lastSeq: number;
  readonly runs: number;
  readonly rollup: number;
  readonly days: number;
  readonly progress: number;
}

export const storedSql = `
  SELECT l.account_id AS "accountId", l.last_seq AS "lastSeq",
    (SELECT coalesce(sum(ms), 0) FROM learning_runs t WHERE t.account_id = l.account_id AND verdict = 'credited')::float8 AS runs,
    (SELECT coalesce(sum(ms), 0) FROM learning_lesson_days t WHERE t.account_id = l.account_id AND verdict = 'credited')::float8 AS rollup,
    (SELECT coalesce(sum(credited_ms), 0) FROM learning_days t WHERE t.account_id = l.account_id)::float8 AS days,
    (SELECT coalesce(sum(credited_ms), 0) FROM learning_progress t WHERE t.account_id = l.account_id)::float8 AS progress
  FROM learning_leases l WHERE l.account_id = ANY($1)`;

/** Compares what learners were told with every place of the ledger, account by account. */
export function reconcile(told: readonly Told[], rows: readonly Stored[]): Reconciled {
  const stored = new Map(rows.map((row) => [row.accountId, row]));
  const sum = { acknowledgedMs: 0, lostMs: 0, twiceMs: 0, missedMs: 0 };
  for (const { accountId, dueMs, acknowledgedMs, acknowledgedSeq } of told) {
    const row = stored.get(accountId);
    const places = row ? [row.runs, row.rollup, row.days, row.progress] : [0];
    const [least, most] = [Math.min(...places), Math.max(...places)];
    sum.acknowledgedMs += acknowledgedMs;
    sum.lostMs += Math.max(0, acknowledgedMs - least);
    if ((row?.lastSeq ?? 0) < acknowledgedSeq) sum.lostMs += 1;
    sum.twiceMs += Math.max(0, most - dueMs, most - least);
    sum.missedMs = Math.max(sum.missedMs, dueMs - least);
  }
  return sum;
}
