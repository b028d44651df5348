import { sealedColumns } from '../chain/sealed-columns.ts';
import type { Leaf } from '../heads/merkle.ts';
import { checkEnd, nextOf, startOf, type FoundEnd, type SealedRun } from './chain-check.ts';
import { LedgerFault } from './finding.ts';
import type { Reading } from './reading.ts';

/** Longer than any round of sealing takes. */
const unsealedMinutes = 10;
const told = 100_000;

const sealedRuns = `SELECT ${sealedColumns}, chain_index AS index, previous_hash AS previous, hash FROM learning_runs
  WHERE hash IS NOT NULL OR chain_index IS NOT NULL OR previous_hash IS NOT NULL
  ORDER BY enrolment_id, chain_index NULLS FIRST, run_id`;
const notedEnds = `SELECT enrolment_id AS "enrolmentId", last_index AS index, last_hash AS hash FROM learning_chains
  WHERE last_index > 0 ORDER BY enrolment_id`;

/**
 * Recomputes every chain from its first run, beside where it is noted to end. @throws LedgerFault
 * @param now the time by the platform's clock; null for the database's
 * @returns how many runs and chains there are
 */
export async function verifyChains(reading: Reading, tell: (line: string) => void, now: number | null) {
  const noted = reading.stream<Leaf>(notedEnds);
  let waiting = (await noted.next()).value as Leaf | undefined;
  let end: FoundEnd | null = null;
  let runs = 0;
  let chains = 0;

  /** What is noted before a found chain has no run at all, and neither has what is left at the end. */
  function refuseNotedBefore(enrolmentId: string | null): void {
    if (waiting && (enrolmentId === null || waiting.enrolmentId < enrolmentId))
      checkEnd(startOf(waiting.enrolmentId), waiting);
  }
  async function settle(found: FoundEnd): Promise<void> {
    refuseNotedBefore(found.enrolmentId);
    const own = waiting?.enrolmentId === found.enrolmentId ? waiting : null;
    if (own) waiting = (await noted.next()).value as Leaf | undefined;
    checkEnd(found, own);
    chains++;
  }

  for await (const run of reading.stream<SealedRun>(sealedRuns)) {
    if (end && end.enrolmentId !== run.enrolmentId) {
      await settle(end);
      end = null;
    }
    end = nextOf(end ?? startOf(run.enrolmentId), run);
    if (++runs % told === 0) tell(`${runs} runs in ${chains} chains`);
  }
  if (end) await settle(end);
  refuseNotedBefore(null);
  await refuseUnsealed(reading, now);
  return { runs, chains };
}

async function refuseUnsealed(reading: Reading, now: number | null): Promise<void> {
  const [run] = await reading.rows<{ enrolmentId: string; runId: string }>(
    `SELECT enrolment_id AS "enrolmentId", run_id AS "runId" FROM learning_runs
     WHERE closed_at IS NOT NULL AND hash IS NULL AND closed_at < coalesce(to_timestamp($1::float8 / 1000), now()) - interval '${unsealedMinutes} minutes'
     ORDER BY closed_at LIMIT 1`,
    [now],
  );
  if (!run) return;
  const what = `the run is closed for more than ${unsealedMinutes} minutes and was never sealed (or no worker runs)`;
  throw new LedgerFault({ kind: 'inserted', what, index: null, ...run });
}
