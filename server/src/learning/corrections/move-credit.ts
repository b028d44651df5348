import { Problem, type Tx } from '../../platform/index.ts';
import { correct } from './account-correction.ts';
import { correctAccount, lockAndClose } from './correct-account.ts';
import type { ContentSources } from './correction-queries.ts';
import { takeFrom, type Verdict } from './stretches.ts';
import type { Cause } from './write-corrections.ts';

/** Time of one lesson and local day that is to stand under another verdict; milliseconds, more than none. */
export interface CreditMove {
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly day: string;
  readonly from: Verdict;
  readonly to: Verdict;
  readonly ms: number;
}

/**
 * Moves time between verdicts by new runs dated on the original days, newest stretches first. All of it or none:
 * the caller's transaction must not hold locks of accounts.
 * @throws Problem correction-too-large when less stands under `from`
 */
export async function moveCredit(
  tx: Tx,
  moves: readonly CreditMove[],
  cause: Cause,
  now: number,
  sources: ContentSources,
): Promise<void> {
  await lockAndClose(tx.sql, [...new Set(moves.map(({ accountId }) => accountId))], now);
  for (const { accountId, enrolmentId, lessonId, day, from, to, ms } of moves) {
    if (!Number.isSafeInteger(ms) || ms <= 0 || from === to) throw new Problem('correction-too-large');
    const corrected = await correctAccount(
      tx.sql,
      {
        accountId,
        enrolmentId,
        lessonIds: [lessonId],
        cause,
        now,
        choose(stretches) {
          const ofDay = stretches.filter((stretch) => stretch.day === day);
          const taken = takeFrom(ofDay, from, ms);
          if (!taken) throw new Problem('correction-too-large');
          return taken.map((part) => correct(part.stretch, { from, to, ms: part.ms }));
        },
      },
      sources,
    );
    if (corrected.length === 0) throw new Problem('correction-too-large');
  }
}
