import { learningRoutes } from '@minjiang/shared/learning';
import type { AttackLearner, AttackStage } from './stage.ts';

/** What somebody tried, and what he would have earned honestly with it. */
export interface Attempt {
  /** Everybody whose ledger it could have reached. */
  readonly learners: readonly AttackLearner[];
  /** Milliseconds that the requests claimed. */
  readonly claimedMs: number;
  /** Milliseconds that were really studied: by the clock, in the foreground, with media that reached the learner. */
  readonly dueMs: number;
}

export interface Attack {
  readonly name: string;
  /** Honest study: it must earn all that is due, so that refusing everything is no defence. */
  readonly honest?: true;
  /** Also part of `npm test`. */
  readonly small?: true;
  play(stage: AttackStage): Promise<Attempt>;
}

export interface Section {
  readonly name: string;
  readonly attacks: readonly Attack[];
}

export interface Row {
  readonly section: string;
  readonly name: string;
  readonly claimedMs: number;
  readonly dueMs: number;
  readonly creditedMs: number;
  readonly fault: string | null;
}

/** What a request and its answer take of the clock goes to neither side. */
export const slackMs = 1500;

export async function playAttack(stage: AttackStage, section: string, attack: Attack): Promise<Row> {
  try {
    const { learners, claimedMs, dueMs } = await attack.play(stage);
    const { creditedMs, fault } = await creditedOf(stage, learners);
    return { section, name: attack.name, claimedMs, dueMs, creditedMs, fault: fault ?? faultOf() };
    function faultOf(): string | null {
      if (creditedMs > dueMs) return `${creditedMs - dueMs} ms more than due`;
      if (attack.honest && creditedMs < dueMs - slackMs)
        return `${dueMs - creditedMs} ms of honest study lost`;
      return null;
    }
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { section, name: attack.name, claimedMs: 0, dueMs: 0, creditedMs: 0, fault };
  }
}

interface Sums {
  readonly runs: number;
  readonly rollup: number;
  readonly days: number;
  readonly progress: number;
}

/** The credit of these accounts, as every place of the ledger and the learners' own records have it. */
async function creditedOf(stage: AttackStage, learners: readonly AttackLearner[]) {
  const ids = learners.map(({ accountId }) => accountId);
  const [sums] = await stage.database.rows<Sums>(
    `SELECT
       (SELECT coalesce(sum(ms), 0) FROM learning_runs WHERE account_id = ANY($1) AND verdict = 'credited')::float8 AS runs,
       (SELECT coalesce(sum(ms), 0) FROM learning_lesson_days WHERE account_id = ANY($1) AND verdict = 'credited')::float8 AS rollup,
       (SELECT coalesce(sum(credited_ms), 0) FROM learning_days WHERE account_id = ANY($1))::float8 AS days,
       (SELECT coalesce(sum(credited_ms), 0) FROM learning_progress WHERE account_id = ANY($1))::float8 AS progress`,
    [ids],
  );
  const records = await Promise.all(
    learners.map(async ({ http }) => (await http.call(learningRoutes.myRecord)).body.totals.creditedMs),
  ).catch(() => null);
  const told = records?.reduce((sum, ms) => sum + ms, 0);
  const all = Object.values(sums!) as number[];
  const agree = new Set(told === undefined ? all : [...all, told]).size === 1;
  return {
    creditedMs: sums!.runs,
    fault: agree ? null : `the figures differ: ${JSON.stringify({ ...sums, record: told })}`,
  };
}
