import type pg from 'pg';
import type { BeatsAnswer, BeatsRequest } from '@minjiang/shared/learning';
import {
  afterCommit,
  Problem,
  statementOf,
  type Actor,
  type Keys,
  type Publish,
  type Sql,
} from '../../platform/index.ts';
import type { GateReached, MediaProofSource, StudyGate } from '../ports.ts';
import { makePace } from './pace.ts';
import { provenMedia } from './proven-media.ts';
import type { AccountRow } from './account-row.ts';
import { lockLeases, readStates } from './read-state.ts';
import { recordAccount, totalsOf, type AccountOutcome } from './record-beats.ts';
import { sealCheck } from '../seals/check-seals.ts';
import { noteUnsealed, unsealedBeats } from './unsealed-beats.ts';
import { writeOutcomes } from './write-state.ts';

export interface BeatQueue {
  /** Resolves after the commit. @throws Problem busy when too much is waiting */
  record(
    actor: Pick<Actor, 'accountId' | 'sessionId'>,
    request: BeatsRequest,
    address?: string | null,
  ): Promise<BeatsAnswer>;
}

interface Waiting {
  readonly accountId: string;
  readonly sessionId: string;
  readonly beats: BeatsRequest['beats'];
  readonly address: string | null;
  readonly since: number;
  readonly resolve: (answer: BeatsAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface QueuePorts {
  readonly gate: Pick<StudyGate, 'reached'>;
  readonly media: MediaProofSource;
  /** What signals are told by after the commit; PostgreSQL does so without it. */
  readonly publish?: Publish | null;
}

const mostAccountsABatch = 200;
const batchesAtOnce = 2;
const mostWaiting = 20_000;

/**
 * Groups beats that arrive together into one transaction: what waits while a batch is written forms the next.
 * Nothing of it is truth; what was not acknowledged is sent again by the page.
 */
export function makeBeatQueue(
  pool: pg.Pool,
  clock: { readonly expression: string },
  keys: Keys,
  { gate, media, publish = null }: QueuePorts,
  defaultCapMs: number,
): BeatQueue {
  const isSealed = sealCheck(keys, (lease, seq) => nonceOf(keys, lease, seq));
  const pace = makePace();
  let waiting: Waiting[] = [];
  let running = 0;
  let gathering: NodeJS.Timeout | undefined;

  /** Beats that arrive together share a transaction; while many come, a batch waits a little for more. */
  function gather(): void {
    if (gathering !== undefined || waiting.length === 0) return;
    const enough = waiting.length >= mostAccountsABatch;
    gathering = setTimeout(pump, enough ? 0 : pace.gatherMs());
  }

  function pump(): void {
    gathering = undefined;
    while (running < batchesAtOnce && waiting.length > 0) {
      const batch = waiting.slice(0, mostAccountsABatch);
      waiting = waiting.slice(mostAccountsABatch);
      running++;
      void write(batch).finally(() => {
        running--;
        gather();
      });
    }
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await inTransaction(pool, publish, (sql) => recordBatch(sql, batch));
      pace.acknowledged(performance.now() - batch[0]!.since);
      batch.forEach((each, i) => each.resolve(answers[i]!));
    } catch (error) {
      for (const each of batch) each.reject(error);
    }
  }

  async function recordBatch(sql: Sql, batch: readonly Waiting[]): Promise<BeatsAnswer[]> {
    const byAccount = Map.groupBy(batch, ({ accountId }) => accountId);
    const accountIds = [...byAccount.keys()];
    await lockLeases(sql, accountIds);
    const { now, rows, today } = await readStates(sql, accountIds, clock.expression);
    const unsealed = unsealedBeats(byAccount, rows, isSealed);
    const nonceAt = (row: AccountRow, seq: number) => nonceOf(keys, row, seq);
    const proven = await provenMedia(byAccount, rows, media, nonceAt, unsealed);
    const answers = new Map<Waiting, BeatsAnswer>();
    const outcomes: AccountOutcome[] = [];
    for (const [accountId, requests] of byAccount) {
      const row = rows.get(accountId);
      const { results, outcome } = recordAccount(
        row,
        requests,
        now,
        proven.get(accountId),
        row && unsealed.get(row),
      );
      if (outcome) outcomes.push(outcome);
      const totals = totalsOf(row, outcome, today.get(accountId) ?? 0, now, defaultCapMs);
      const nonceAfter = outcome?.lastSeq ?? row?.lastSeq ?? 0;
      const nonce = row ? nonceOf(keys, row, nonceAfter) : '';
      const beatEveryMs = pace.beatEveryMs(row?.terms.beatEveryMs ?? 15_000);
      requests.forEach((request, i) =>
        answers.set(request, { results: results[i]!, ...totals, nonce, nonceAfter, beatEveryMs }),
      );
    }
    await writeOutcomes(sql, outcomes, now);
    await noteUnsealed(sql, unsealed, now);
    const reached = outcomes.flatMap((outcome) => reachedBy(outcome));
    if (reached.length > 0) await gate.reached(sql, reached, now);
    return batch.map((each) => answers.get(each)!);
  }

  return {
    record(actor, { beats }, address = null) {
      if (waiting.length >= mostWaiting) return Promise.reject(new Problem('busy', { retryAfterSeconds: 5 }));
      return new Promise((resolve, reject) => {
        const { accountId, sessionId } = actor;
        pace.arrived();
        waiting.push({ accountId, sessionId, beats, address, since: performance.now(), resolve, reject });
        gather();
      });
    },
  };
}

function reachedBy({ row, reached }: AccountOutcome): GateReached[] {
  const { accountId, enrolmentId, programmeVersionId, lessonId } = row;
  return reached.map((why) => ({ accountId, enrolmentId, programmeVersionId, lessonId, why }));
}

/** What the next proofs of delivery are made with; nothing to store. */
export function nonceOf(keys: Keys, lease: Pick<AccountRow, 'leaseId' | 'epoch'>, lastSeq: number): string {
  return keys.mac('beat-nonce', lease.leaseId, String(lease.epoch), String(lastSeq)).toString('base64url');
}

/**
 * Every statement of a batch goes through the indexes by account, planned once a connection. Left to itself, the
 * planner would take tables for small that were empty when it looked, and read them whole for every batch.
 */
const begin = [
  'BEGIN',
  'SET LOCAL plan_cache_mode = force_generic_plan',
  ...['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material'].map(
    (way) => `SET LOCAL enable_${way} = off`,
  ),
].join('; ');

async function inTransaction<T>(
  pool: pg.Pool,
  publish: Publish | null,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const { sql, committed } = afterCommit(
    async (text, values = []) => (await client.query(statementOf(text, values))).rows as never,
    publish,
  );
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const answer = await work(sql);
    await client.query('COMMIT');
    committed();
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch((fault: unknown) => (broken = fault as Error));
    throw error;
  } finally {
    client.release(broken);
  }
}
