import type { Database, Sql } from '../../platform/index.ts';
import { noHash, sealOf, type SealedFields } from './canonical.ts';
import { sealedColumns } from './sealed-columns.ts';

const enrolmentsABatch = 500;
const runsABatch = 5000;
const batchesARound = 40;

/**
 * Seals what was closed since the last round, batch by batch until nothing is left or enough was done for one round.
 * @returns how many runs were sealed
 */
export async function sealRuns(db: Database): Promise<number> {
  let sealed = 0;
  for (let batch = 0; batch < batchesARound; batch++) {
    const count = await db.transaction(({ sql }) => sealBatch(sql));
    sealed += count;
    if (count === 0) break;
  }
  return sealed;
}

interface ChainEnd {
  readonly enrolmentId: string;
  index: number;
  hash: Buffer;
}

/** Lengthens the chains of some enrolments; those that another process holds are left to it. */
async function sealBatch(sql: Sql): Promise<number> {
  const ends = await lockChains(sql);
  if (ends.size === 0) return 0;
  // Read under the locks: what another process sealed before is seen.
  const runs = await sql<SealedFields>(
    `SELECT ${sealedColumns} FROM learning_runs
     WHERE enrolment_id = ANY($1::uuid[]) AND closed_at IS NOT NULL AND hash IS NULL
     ORDER BY enrolment_id, closed_at, run_id LIMIT ${runsABatch}`,
    [[...ends.keys()]],
  );
  const sealed = runs.map((run) => {
    const end = ends.get(run.enrolmentId)!;
    const previous = end.hash;
    end.index += 1;
    end.hash = sealOf(run, end.index, previous);
    return { run, index: end.index, previous, hash: end.hash };
  });
  await sql(
    `UPDATE learning_runs r SET chain_index = s.index, previous_hash = decode(s.previous, 'hex'),
       hash = decode(s.hash, 'hex')
     FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::bigint[], $5::text[], $6::text[])
       AS s(account_id, day, run_id, index, previous, hash)
     WHERE r.account_id = s.account_id AND r.day = s.day AND r.run_id = s.run_id`,
    [
      sealed.map(({ run }) => run.accountId),
      sealed.map(({ run }) => run.day),
      sealed.map(({ run }) => run.runId),
      sealed.map(({ index }) => index),
      sealed.map(({ previous }) => previous.toString('hex')),
      sealed.map(({ hash }) => hash.toString('hex')),
    ],
  );
  await sql(
    `INSERT INTO learning_sealed_runs (account_id, day, run_id)
     SELECT * FROM unnest($1::uuid[], $2::date[], $3::uuid[])`,
    [
      sealed.map(({ run }) => run.accountId),
      sealed.map(({ run }) => run.day),
      sealed.map(({ run }) => run.runId),
    ],
  );
  const grown = [...ends.values()];
  await sql(
    `UPDATE learning_chains c SET last_index = s.index, last_hash = decode(s.hash, 'hex')
     FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS s(enrolment_id, index, hash)
     WHERE c.enrolment_id = s.enrolment_id AND c.last_index <> s.index`,
    [
      grown.map(({ enrolmentId }) => enrolmentId),
      grown.map(({ index }) => index),
      grown.map(({ hash }) => hash.toString('hex')),
    ],
  );
  return sealed.length;
}

/** Makes the chains that are new, and locks those that are to grow. */
async function lockChains(sql: Sql): Promise<Map<string, ChainEnd>> {
  const waiting = await sql<{ accountId: string; enrolmentId: string }>(
    `SELECT DISTINCT enrolment_id AS "enrolmentId", account_id AS "accountId" FROM learning_runs
     WHERE closed_at IS NOT NULL AND hash IS NULL ORDER BY 1 LIMIT ${enrolmentsABatch}`,
  );
  if (waiting.length === 0) return new Map();
  const ids = waiting.map(({ enrolmentId }) => enrolmentId);
  await sql(
    `INSERT INTO learning_chains (enrolment_id, account_id, last_hash)
     SELECT s.enrolment_id, s.account_id, decode($3, 'hex') FROM unnest($1::uuid[], $2::uuid[]) AS s(enrolment_id, account_id)
     ON CONFLICT DO NOTHING`,
    [ids, waiting.map(({ accountId }) => accountId), noHash.toString('hex')],
  );
  const locked = await sql<ChainEnd>(
    `SELECT enrolment_id AS "enrolmentId", last_index AS index, last_hash AS hash FROM learning_chains
     WHERE enrolment_id = ANY($1::uuid[]) ORDER BY enrolment_id FOR UPDATE SKIP LOCKED`,
    [ids],
  );
  return new Map(locked.map((end) => [end.enrolmentId, end]));
}
