import type { StudyGateState } from '@minjiang/shared/learning';
import { sendSignal, type Sql } from '../../platform/index.ts';
import { closeOpenRuns, lockLease } from '../leases/lease-store.ts';

export interface GateOf {
  readonly accountId: string;
  readonly enrolmentId: string;
}

export interface Gate {
  readonly state: StudyGateState;
  /** Credit since the last passed check, milliseconds. */
  readonly unprovedMs: number;
  readonly provedAt: number;
}

const epochMs = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;
const instant = (place: string) => `to_timestamp(${place}::float8 / 1000)`;

/**
 * Locks what every writer of an account locks first. What else is locked with it comes after.
 * @param others `skip` leaves an account alone that somebody else has locked
 * @returns whether it is locked now
 */
export async function lockGates(
  sql: Sql,
  accountId: string,
  others: 'wait' | 'skip' = 'wait',
): Promise<boolean> {
  const rows = await sql(
    `SELECT account_id FROM learning_leases WHERE account_id = $1 FOR UPDATE ${others === 'skip' ? 'SKIP LOCKED' : ''}`,
    [accountId],
  );
  return rows.length > 0;
}

/** The gate of an enrolment, or null before its first lease and for a programme without checks. */
export async function readGate(sql: Sql, of: GateOf): Promise<Gate | null> {
  return (await readGates(sql, [of])).get(of.enrolmentId) ?? null;
}

/** The gates of many, by enrolment. */
export async function readGates(sql: Sql, of: readonly GateOf[]): Promise<Map<string, Gate>> {
  const rows = await sql<Gate & { enrolmentId: string }>(
    `SELECT g.enrolment_id AS "enrolmentId",
       CASE blocked WHEN 'identity' THEN 'check-due' WHEN 'check-missed' THEN 'check-missed' ELSE 'open' END AS state,
       ${epochMs('proved_at')} AS "provedAt", (SELECT coalesce(sum(unproved_ms), 0)::float8 FROM learning_progress p
         WHERE p.account_id = g.account_id AND p.enrolment_id = g.enrolment_id) AS "unprovedMs"
     FROM unnest($1::uuid[], $2::uuid[]) AS of(account_id, enrolment_id) JOIN learning_gates g USING (account_id, enrolment_id)`,
    [of.map(({ accountId }) => accountId), of.map(({ enrolmentId }) => enrolmentId)],
  );
  return new Map(rows.map(({ enrolmentId, ...gate }) => [enrolmentId, gate]));
}

/** Makes the gate of an enrolment, open, with its first stop so far away. Does nothing when there is one. */
export async function placeGate(
  sql: Sql,
  of: GateOf,
  stopAfterMs: number | null,
  now: number,
): Promise<void> {
  await sql(
    `INSERT INTO learning_gates (account_id, enrolment_id, stop_at_ms, proved_at) VALUES ($1, $2, $3, ${instant('$4')})
     ON CONFLICT DO NOTHING`,
    [of.accountId, of.enrolmentId, stopAfterMs, now],
  );
}

/**
 * Closes a gate: nothing of that enrolment earns from now on, and after a missed check nothing that was studied
 * since the last passed one and is still on its way either. Locks the lease row.
 */
export async function closeGate(
  sql: Sql,
  of: GateOf,
  reason: 'identity' | 'check-missed',
  now: number,
): Promise<void> {
  await lockLease(sql, of.accountId);
  await sql(
    `UPDATE learning_gates SET blocked = $3, blocked_at = CASE WHEN $3 = 'check-missed' THEN proved_at
       WHEN blocked IS NULL THEN ${instant('$4')} ELSE blocked_at END
     WHERE account_id = $1 AND enrolment_id = $2`,
    [of.accountId, of.enrolmentId, reason, now],
  );
  await tell(sql, of, reason === 'identity' ? 'check-due' : 'check-missed');
}

/**
 * Opens a gate after a passed check: what was credited so far is proven, time before now earns no more, and the
 * next stop lies so far ahead (null: none). Locks the lease row.
 */
export async function openGate(sql: Sql, of: GateOf, stopAfterMs: number | null, now: number): Promise<void> {
  await lockLease(sql, of.accountId);
  // A lease of another class studies on undisturbed; one of this class is opened anew before it earns again.
  await closeOpenRuns(sql, [of.accountId], now);
  await sql(
    `UPDATE learning_leases SET accounted_until = greatest(accounted_until, ${instant('$2')}), open_run_id = NULL,
       open_run_day = NULL
     WHERE account_id = $1 AND EXISTS (
       SELECT 1 FROM learning_lease_terms t WHERE t.account_id = $1 AND t.enrolment_id = $3)`,
    [of.accountId, now, of.enrolmentId],
  );
  await sql(
    `UPDATE learning_gates SET blocked = NULL, blocked_at = NULL, proved_at = ${instant('$4')},
       stop_at_ms = credited_ms + $3::bigint WHERE account_id = $1 AND enrolment_id = $2`,
    [of.accountId, of.enrolmentId, stopAfterMs, now],
  );
  await sql(
    `UPDATE learning_progress SET unproved_ms = 0
     WHERE account_id = $1 AND enrolment_id = $2 AND unproved_ms > 0`,
    [of.accountId, of.enrolmentId],
  );
  await tell(sql, of, 'open');
}

async function tell(sql: Sql, { accountId, enrolmentId }: GateOf, gate: StudyGateState): Promise<void> {
  await sendSignal(sql, {
    room: `account:${accountId}`,
    event: 'study:gate',
    payload: { enrolmentId, gate },
  });
}
