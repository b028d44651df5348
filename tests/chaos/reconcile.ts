import { ledgerPlacesSql } from '../support/ledger-places.ts';
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
  readonly lessonDays: number;
  readonly days: number;
  readonly progress: number;
}

export const storedSql = `
  SELECT account_id AS "accountId", last_seq AS "lastSeq", runs_ms AS runs, lesson_days_ms AS "lessonDays",
    days_ms AS days, progress_ms AS progress
  FROM (${ledgerPlacesSql('(SELECT unnest($1::uuid[]) AS account_id)')}) places`;

/** Compares what learners were told with every place of the ledger, account by account. */
export function reconcile(told: readonly Told[], rows: readonly Stored[]): Reconciled {
  const stored = new Map(rows.map((row) => [row.accountId, row]));
  const sum = { acknowledgedMs: 0, lostMs: 0, twiceMs: 0, missedMs: 0 };
  for (const { accountId, dueMs, acknowledgedMs, acknowledgedSeq } of told) {
    const row = stored.get(accountId);
    const places = row ? [row.runs, row.lessonDays, row.days, row.progress] : [0];
    const [least, most] = [Math.min(...places), Math.max(...places)];
    sum.acknowledgedMs += acknowledgedMs;
    sum.lostMs += Math.max(0, acknowledgedMs - least);
    if ((row?.lastSeq ?? 0) < acknowledgedSeq) sum.lostMs += 1;
    sum.twiceMs += Math.max(0, most - dueMs, most - least);
    sum.missedMs = Math.max(sum.missedMs, dueMs - least);
  }
  return sum;
}
