import type { Sql } from '../../platform/index.ts';
import type { LeaseTerms } from '../ledger/ledger-state.ts';
import type { Traits } from '../ledger/traits.ts';
import type { LeaseTraits } from '../ports.ts';

export interface HeldLease {
  readonly leaseId: string;
  readonly epoch: number;
  readonly sessionId: string | null;
  readonly pageId: string;
  readonly lastBeatAt: number;
  readonly enrolmentId: string | null;
  readonly traits: Traits;
}

/** Locks and reads the lease row of an account. */
export async function lockLease(sql: Sql, accountId: string): Promise<HeldLease | undefined> {
  const rows = await sql<HeldLease>(
    `SELECT lease_id AS "leaseId", epoch, session_id AS "sessionId", page_id AS "pageId",
       round(extract(epoch FROM last_beat_at) * 1000)::float8 AS "lastBeatAt",
       t.enrolment_id AS "enrolmentId", traits
     FROM learning_leases l LEFT JOIN learning_lease_terms t ON t.account_id = l.account_id
     WHERE l.account_id = $1 FOR UPDATE OF l`,
    [accountId],
  );
  return rows[0];
}

/** How a lease behaved that is about to be replaced; null when it heard no beat. */
export function traitsOf(accountId: string, held: HeldLease | undefined): LeaseTraits | null {
  if (!held?.enrolmentId || held.traits.since === undefined) return null;
  const { leaseId, enrolmentId, traits } = held;
  return {
    leaseId,
    accountId,
    enrolmentId,
    at: held.traits.since,
    until: held.lastBeatAt,
    beats: traits.beats ?? 0,
    longest: traits.longest ?? 0,
    moves: traits.moves ?? 0,
    opening: traits.opening ?? null,
  };
}

export interface NewLease {
  readonly accountId: string;
  readonly leaseId: string;
  readonly sessionId: string;
  readonly pageId: string;
  readonly enrolmentId: string;
  readonly programmeVersionId: string;
  readonly lessonId: string;
  readonly lessonVersionId: string;
  readonly encodingId: string | null;
  readonly contentKey: string;
  readonly ruleSetId: string;
  readonly terminal: string;
  /** The machine that signed for it; null in a browser. */
  readonly device: { readonly deviceId: string; readonly agreementKey: string } | null;
  readonly proofDemanded: boolean;
  readonly terms: LeaseTerms;
  readonly now: number;
}

/** Gives the account's one lease to a page: a higher epoch, and no time before now. @returns the epoch */
export async function replaceLease(sql: Sql, lease: NewLease): Promise<number> {
  await closeOpenRuns(sql, [lease.accountId], lease.now);
  const rows = await sql<{ epoch: number }>(
    `INSERT INTO learning_leases AS l (account_id, lease_id, epoch, session_id, page_id, accounted_until, last_beat_at)
     VALUES ($1, $2, 1, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000))
     ON CONFLICT (account_id) DO UPDATE SET lease_id = excluded.lease_id, epoch = l.epoch + 1,
       session_id = excluded.session_id, page_id = excluded.page_id, last_seq = 0, gap_ms = 0, delivered = '[]', traits = '{}',
       accounted_until = greatest(l.accounted_until, excluded.accounted_until), last_beat_at = excluded.last_beat_at,
       open_run_id = NULL, open_run_day = NULL
     RETURNING epoch`,
    [lease.accountId, lease.leaseId, lease.sessionId, lease.pageId, lease.now],
  );
  await sql(
    `INSERT INTO learning_lease_terms (account_id, enrolment_id, programme_version_id, lesson_id, lesson_version_id,
       encoding_id, content_key, rule_set_id, terminal, proof_demanded, terms, device_id, device_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (account_id) DO UPDATE SET enrolment_id = excluded.enrolment_id,
       programme_version_id = excluded.programme_version_id, lesson_id = excluded.lesson_id,
       lesson_version_id = excluded.lesson_version_id, encoding_id = excluded.encoding_id,
       content_key = excluded.content_key, rule_set_id = excluded.rule_set_id, terminal = excluded.terminal,
       proof_demanded = excluded.proof_demanded, terms = excluded.terms,
       device_id = excluded.device_id, device_key = excluded.device_key`,
    [
      lease.accountId,
      lease.enrolmentId,
      lease.programmeVersionId,
      lease.lessonId,
      lease.lessonVersionId,
      lease.encodingId,
      lease.contentKey,
      lease.ruleSetId,
      lease.terminal,
      lease.proofDemanded,
      JSON.stringify(lease.terms),
      lease.device?.deviceId ?? null,
      lease.device?.agreementKey ?? null,
    ],
  );
  return rows[0]!.epoch;
}

/** Takes the right to earn from accounts: nobody's beats match from the commit on. @returns the leases that ended */
export async function endLeases(
  sql: Sql,
  accountIds: readonly string[],
  now: number,
): Promise<{ accountId: string; leaseId: string }[]> {
  const held = await sql<{ accountId: string; leaseId: string }>(
    `SELECT account_id AS "accountId", lease_id AS "leaseId" FROM learning_leases
     WHERE account_id = ANY($1::uuid[]) AND session_id IS NOT NULL ORDER BY account_id FOR UPDATE`,
    [accountIds],
  );
  const ids = held.map(({ accountId }) => accountId);
  await closeOpenRuns(sql, ids, now);
  await sql(
    `UPDATE learning_leases SET epoch = epoch + 1, session_id = NULL, open_run_id = NULL, open_run_day = NULL
     WHERE account_id = ANY($1::uuid[])`,
    [ids],
  );
  return held;
}

/** The accounts whose lease a machine signed for. */
export async function accountsOnDevice(sql: Sql, deviceId: string): Promise<string[]> {
  const rows = await sql<{ accountId: string }>(
    'SELECT account_id AS "accountId" FROM learning_lease_terms WHERE device_id = $1 ORDER BY account_id LIMIT 1000',
    [deviceId],
  );
  return rows.map(({ accountId }) => accountId);
}

/** An account that studies on a machine. */
export interface OnDevice {
  readonly deviceId: string;
  readonly accountId: string;
}

/** Of a page that was heard so lately it is said that somebody studies. */
const studyingMs = 5 * 60_000;

/** Who was heard on these machines in the last minutes. */
export const studyingOn = (sql: Sql, now: number, deviceIds: readonly string[]): Promise<OnDevice[]> =>
  sql<OnDevice>(
    `SELECT t.device_id AS "deviceId", t.account_id AS "accountId" FROM learning_lease_terms t
     JOIN learning_leases l ON l.account_id = t.account_id
     WHERE t.device_id = ANY($1::uuid[]) AND l.session_id IS NOT NULL
       AND l.last_beat_at > to_timestamp(($2::float8 - ${studyingMs}) / 1000)`,
    [deviceIds, now],
  );

/** Closes what accounts have open; their lease rows are locked. */
export async function closeOpenRuns(sql: Sql, accountIds: readonly string[], now: number): Promise<void> {
  await sql(
    `UPDATE learning_runs r SET closed_at = to_timestamp($2::float8 / 1000)
     FROM learning_leases l
     WHERE l.account_id = ANY($1::uuid[]) AND r.account_id = l.account_id AND r.day = l.open_run_day
       AND r.run_id = l.open_run_id AND r.closed_at IS NULL`,
    [accountIds, now],
  );
}

/** Adds an interval of media that reached the lease. */
export async function addDelivered(
  sql: Sql,
  accountId: string,
  intervals: readonly unknown[],
): Promise<void> {
  await sql('UPDATE learning_leases SET delivered = $2::jsonb WHERE account_id = $1', [
    accountId,
    JSON.stringify(intervals),
  ]);
}
