import type { Sql } from '../../platform/index.ts';
import type { AccountRow } from './account-row.ts';
import { accountRowOf, epochMs, hasLease, stateColumns, type StateRow } from './state-row.ts';

/** Locks the lease rows in order of account, so that two batches never wait for each other in a circle. */
export async function lockLeases(sql: Sql, accountIds: readonly string[]): Promise<void> {
  await sql(
    'SELECT account_id FROM learning_leases WHERE account_id = ANY($1::uuid[]) ORDER BY account_id FOR UPDATE',
    [accountIds],
  );
}

/**
 * The states of all accounts of a batch and the database's clock, in one statement after the lock: what an
 * earlier holder of the lock committed is seen.
 * @param clock SQL expression of the platform's time
 */
export async function readStates(
  sql: Sql,
  accountIds: readonly string[],
  clock: string,
): Promise<{ now: number; rows: Map<string, AccountRow>; today: Map<string, number> }> {
  const rows = await sql<StateRow>(
    `WITH clock AS MATERIALIZED (SELECT ${clock} AS at)
     SELECT asked.id AS asked, ${epochMs('clock.at')} AS now, ${stateColumns}
     FROM unnest($1::uuid[]) AS asked(id)
     CROSS JOIN clock
     LEFT JOIN learning_leases l ON l.account_id = asked.id
     LEFT JOIN learning_lease_terms t ON t.account_id = l.account_id
     LEFT JOIN learning_progress p
       ON p.account_id = l.account_id AND p.enrolment_id = t.enrolment_id AND p.lesson_id = t.lesson_id
     LEFT JOIN learning_earned e ON e.account_id = l.account_id AND e.content_key = t.content_key
     LEFT JOIN learning_gates g ON g.account_id = l.account_id AND g.enrolment_id = t.enrolment_id
     LEFT JOIN learning_runs r
       ON r.account_id = l.account_id AND r.day = l.open_run_day AND r.run_id = l.open_run_id AND r.closed_at IS NULL
     LEFT JOIN learning_days d ON d.account_id = asked.id AND d.day = (clock.at AT TIME ZONE 'Asia/Shanghai')::date
     LEFT JOIN learning_days y ON y.account_id = asked.id AND y.day = (clock.at AT TIME ZONE 'Asia/Shanghai')::date - 1`,
    [accountIds],
  );
  return {
    now: rows[0]?.now ?? 0,
    rows: new Map(rows.filter(hasLease).map((row) => [row.asked, accountRowOf(row)])),
    today: new Map(rows.map((row) => [row.asked, row.d_credited ?? 0])),
  };
}
