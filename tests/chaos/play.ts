import { setTimeout as wait } from 'node:timers/promises';
import { describeFinding, verifyLedger } from '../../server/src/learning/index.ts';
import { openDatabase } from '../../server/src/platform/db/database.ts';
import { makeLog } from '../../server/src/platform/index.ts';
import { until } from '../support/waiting.ts';
import type { Failure } from './failures/failure.ts';
import { reconcile, storedSql, type Reconciled } from './reconcile.ts';
import type { ChaosStage } from './stage.ts';

export interface Row extends Reconciled {
  readonly name: string;
  readonly learners: number;
  /** From the failure until study is acknowledged again for 95 in 100 and for all. */
  readonly recovery: { readonly most: number; readonly all: number };
  readonly note: string;
  readonly shown: readonly string[];
  readonly fault: string | null;
}

const recoveryMs = 60_000;
const strikeMs = 60_000;
/** What lies between the page's clock and the server's at the beginnings and ends of stretches. */
const slackMs = 1_500;

/** Plays one failure while everybody studies, waits until all are acknowledged again, and compares the figures. */
export async function playFailure(stage: ChaosStage, failure: Failure): Promise<Row> {
  const { learners } = stage;
  learners.forEach((each) => each.shown());
  const before = await figures(stage);
  const calm = Date.now();
  learners.forEach((each) => each.begin());
  let note = '';
  let recovery = { most: NaN, all: NaN };
  let fault: string | null = null;
  try {
    await until('calm study', () => Promise.resolve(acknowledged(stage, calm).length === learners.length));
    const struck = Date.now();
    const late = wait(strikeMs, null, { ref: false }).then(() => Promise.reject(new Error('it did not end')));
    note = await Promise.race([failure.strike(stage), late]);
    const missing = () => Promise.resolve(acknowledged(stage, struck).length === learners.length);
    await until('acknowledgement for all', missing, recoveryMs, 100);
    const took = acknowledged(stage, struck)
      .map((at) => (at - struck) / 1000)
      .sort((a, b) => a - b);
    const connected = () => Promise.resolve(learners.every((each) => each.connected()));
    await until('a socket for all', connected, recoveryMs, 100);
    recovery = { most: took[Math.ceil(took.length * 0.95) - 1]!, all: took.at(-1)! };
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  learners.forEach((each) => each.rest());
  const unsent = await drained(stage).catch(() => 1);
  const after = await figures(stage);
  const found = {
    acknowledgedMs: after.acknowledgedMs - before.acknowledgedMs,
    lostMs: after.lostMs,
    twiceMs: after.twiceMs,
    missedMs: Math.max(0, after.missedMs - before.missedMs),
  };
  let broken: string | null;
  if (found.lostMs > 0) fault = `${found.lostMs} ms acknowledged and not stored`;
  else if ((broken = await brokenChain(stage))) fault = broken;
  else if (found.twiceMs > 0) fault = `${found.twiceMs} ms counted twice`;
  else if (fault === null && unsent > 0) fault = 'beats stay unsent';
  else if (fault === null && found.missedMs > slackMs) fault = `${found.missedMs} ms of honest study lost`;
  const shown = [...new Set(learners.flatMap((each) => each.shown()))];
  fault ??= unlikeClaimed(failure, shown);
  return { name: failure.name, learners: learners.length, ...found, recovery, note, shown, fault };
}

/** What pages showed and should not have, or did not show and should have; null when a learner sees what is claimed. */
function unlikeClaimed({ shows: { may, must } }: Failure, shown: readonly string[]): string | null {
  const wrong = shown.filter((state) => state !== 'fine' && !may.includes(state));
  if (wrong.length > 0) return `pages showed ${wrong.join(', ')}`;
  return must === undefined || shown.includes(must) ? null : `no page showed ${must}`;
}

/** What `npm run ledger:verify` would say; null when every chain is whole. */
async function brokenChain({ cluster }: ChaosStage): Promise<string | null> {
  const db = openDatabase(cluster.databaseUrl, makeLog('silent', 'chaos'), { models: 1, plain: 2 });
  try {
    const finding = await verifyLedger(db, { head: null, key: null, tell: () => undefined });
    return finding && describeFinding(finding);
  } finally {
    await db.close();
  }
}

const acknowledged = ({ learners }: ChaosStage, since: number): number[] =>
  learners.flatMap((each) => each.acknowledgedSince(since) ?? []);

/** How many beats stay unsent after everybody could send all. */
const drained = ({ learners }: ChaosStage): Promise<number> =>
  until(
    'beats to be sent',
    async () => {
      await Promise.all(learners.map((each) => each.flush()));
      return learners.every((each) => each.unsent() === 0) ? { left: 0 } : null;
    },
    45_000,
  ).then(({ left }) => left);

async function figures(stage: ChaosStage): Promise<Reconciled> {
  const told = stage.learners.map((each) => each.told());
  return reconcile(told, await stage.rows(storedSql, [told.map(({ accountId }) => accountId)]));
}
