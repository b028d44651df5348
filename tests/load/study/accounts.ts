import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { newId } from '@minjiang/shared/kernel';
import { makeKeys, loadMasterKey } from '../../../server/src/platform/index.ts';
import { nonceOf } from '../../../server/src/learning/ledger/beat-queue.ts';
import type { Classroom } from './classroom.ts';
import { idOf, idSql, tokenHashSql, userNameSql, type LearnerIds, type SeededKind } from './learner-ids.ts';

/** Learners in rows like those of the classroom's first one, who came through the product. */
export interface SeededLearners {
  readonly ids: LearnerIds;
  readonly count: number;
}

export const makeLearnerIds = (): LearnerIds => ({
  head: newId().slice(0, 18),
  secret: randomBytes(24).toString('base64url'),
});

/** SQL of the columns in which a seeded row differs from the first learner's. */
type Differences = Readonly<Record<string, string>>;

/**
 * Makes accounts, assignments, sessions, enrolments and gates, set by set: every row is the first learner's but for
 * its keys, so that it has whatever the product wrote. Sealed columns repeat his, blind indexes are unique.
 */
export async function seedLearners(
  db: pg.Client | pg.Pool,
  classroom: Classroom,
  count: number,
): Promise<SeededLearners> {
  const ids = makeLearnerIds();
  const id = (kind: SeededKind) => idSql(ids, kind, 'n');
  const { accountId, enrolmentId } = classroom.first;
  const copy = (table: string, where: string, values: readonly string[], differences: Differences) =>
    copyRows(db, { table, where, values, differences, from: 0, to: count - 1 });
  await copy('identity_accounts', 'id = $1', [accountId], {
    id: id('account'),
    user_name: userNameSql(ids, 'n'),
    phone_index: `sha256(convert_to('phone ${ids.head}' || n, 'UTF8'))`,
    id_number_index: `sha256(convert_to('id-number ${ids.head}' || n, 'UTF8'))`,
  });
  await copy('identity_assignments', "account_id = $1 AND role = 'learner'", [accountId], {
    id: id('assignment'),
    account_id: id('account'),
  });
  await copy('identity_sessions', 'account_id = $1 AND ended_at IS NULL', [accountId], {
    token_hash: tokenHashSql(ids, 'n'),
    id: id('session'),
    account_id: id('account'),
    assignment_id: id('assignment'),
    opened_at: 'now()',
    last_seen_at: 'now()',
    expires_at: "now() + interval '12 hours'",
  });
  const [last] = (
    await db.query<{ at: number }>('SELECT last_roster_number AS at FROM classes_classes WHERE id = $1', [
      classroom.classId,
    ])
  ).rows;
  await copy('classes_enrolments', 'id = $1', [enrolmentId], {
    id: id('enrolment'),
    account_id: id('account'),
    roster_number: `n + ${last!.at + 1}`,
  });
  await db.query('UPDATE classes_classes SET last_roster_number = last_roster_number + $2 WHERE id = $1', [
    classroom.classId,
    count,
  ]);
  await copy('learning_gates', 'enrolment_id = $1', [enrolmentId], {
    account_id: id('account'),
    enrolment_id: id('enrolment'),
    proved_at: 'now()',
  });
  // Thirty learners behind one address: a centre is normal.
  await copy('integrity_sightings', 'enrolment_id = $1', [enrolmentId], {
    account_id: id('account'),
    enrolment_id: id('enrolment'),
    address_key: "left(md5('address' || n / 30), 22)",
    device_key: "left(md5('device' || n), 22)",
  });
  return { ids, count };
}

/** Filled by `seedLearners`. */
const seededTables = [
  'identity_accounts',
  'identity_assignments',
  'identity_sessions',
  'classes_enrolments',
  'learning_gates',
  'integrity_sightings',
] as const;

/**
 * Statistics and the visibility map of what was seeded, as on a database that was not filled a moment ago. Other tables
 * are left to the database: one that holds the first learner alone would be planned for as if it stayed so, and a
 * prepared plan that reads the whole of it lasts while it grows.
 */
export async function settleTables(db: pg.Client | pg.Pool): Promise<void> {
  await db.query(`VACUUM ANALYZE ${seededTables.join(', ')}`);
}

/** What the page of a learner knows of the lease that it was given. */
export interface SeededLease {
  readonly leaseId: string;
  readonly epoch: number;
  readonly nonce: string;
}

/**
 * Gives leases to learners `from` to `to` as if each had opened the lesson at this moment: the rows that were
 * written for the first learner, whose lease was opened over HTTP, and the nonce that he would have been answered.
 */
export async function openLeases(
  db: pg.Client | pg.Pool,
  classroom: Classroom,
  { ids }: SeededLearners,
  { from, to, dataDir }: { readonly from: number; readonly to: number; readonly dataDir: string },
): Promise<SeededLease[]> {
  const id = (kind: SeededKind) => idSql(ids, kind, 'n');
  const { accountId } = classroom.first;
  const copy = (table: string, differences: Differences) =>
    copyRows(db, { table, where: 'account_id = $1', values: [accountId], differences, from, to });
  await copy('learning_leases', {
    account_id: id('account'),
    lease_id: id('lease'),
    epoch: '1',
    session_id: id('session'),
    page_id: id('page'),
    accounted_until: 'clock_timestamp()',
    last_beat_at: 'clock_timestamp()',
  });
  await copy('learning_lease_terms', { account_id: id('account'), enrolment_id: id('enrolment') });
  const keys = makeKeys(loadMasterKey(dataDir, null));
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const lease = { leaseId: idOf(ids, 'lease', from + index), epoch: 1 };
    return { ...lease, nonce: nonceOf(keys, lease, 0) };
  });
}

async function copyRows(
  db: pg.Client | pg.Pool,
  of: {
    readonly table: string;
    readonly where: string;
    readonly values: readonly string[];
    readonly differences: Differences;
    readonly from: number;
    readonly to: number;
  },
): Promise<void> {
  const { table, where, values, differences, from, to } = of;
  const changed = Object.entries(differences).map(([column, sql]) => `'${column}', ${sql}`);
  const made = await db.query(
    `INSERT INTO ${table}
     SELECT made.* FROM (SELECT t FROM ${table} t WHERE ${where} LIMIT 1) first
     CROSS JOIN generate_series(${from}, ${to}) n
     CROSS JOIN LATERAL jsonb_populate_record(first.t, jsonb_build_object(${changed.join(', ')})) made`,
    [...values],
  );
  if (made.rowCount !== to - from + 1) throw new Error(`${table}: ${made.rowCount} rows seeded`);
}
