import type { KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { HeadFault, readHead } from '../heads/head-file.ts';
import type { Leaf } from '../heads/merkle.ts';
import { LedgerFault } from './finding.ts';
import type { Reading } from './reading.ts';

const leavesAtOnce = 2000;

/**
 * Proves a head that was kept outside and looks for each of its leaves in the ledger: what was signed must still
 * stand at its place, whatever was written anew since. @throws LedgerFault
 */
export async function verifyHead(reading: Reading, file: Readable, trusted: KeyObject | null) {
  let some: Leaf[] = [];
  async function keep(): Promise<void> {
    await reading.rows(
      `INSERT INTO head_leaves SELECT s.enrolment_id, s.index, decode(s.hash, 'hex')
       FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS s(enrolment_id, index, hash)`,
      [
        some.map(({ enrolmentId }) => enrolmentId),
        some.map(({ index }) => index),
        some.map(({ hash }) => hash.toString('hex')),
      ],
    );
    some = [];
  }
  const head = await readHead(file, trusted, async (leaf) => {
    some.push(leaf);
    if (some.length === leavesAtOnce) await keep();
  }).catch((error: unknown) => {
    if (!(error instanceof HeadFault)) throw error;
    const what = `the file of the head cannot be believed: ${error.message}`;
    throw new LedgerFault({ kind: 'head', what, enrolmentId: null, index: null, runId: null });
  });
  await keep();
  const [wrong] = await reading.rows<{ enrolmentId: string; index: number; runId: string | null }>(
    `SELECT l.enrolment_id AS "enrolmentId", l.index, r.run_id AS "runId"
     FROM head_leaves l LEFT JOIN learning_runs r ON r.enrolment_id = l.enrolment_id AND r.chain_index = l.index
     WHERE r.hash IS DISTINCT FROM l.hash ORDER BY l.enrolment_id LIMIT 1`,
  );
  if (!wrong) return head;
  const stands = wrong.runId !== null;
  throw new LedgerFault({
    ...wrong,
    kind: stands ? 'altered' : 'removed',
    what: stands
      ? `the chain was written anew: this run is not the one that the head of ${head.day} signed`
      : `the run that the head of ${head.day} signed is gone`,
  });
}
