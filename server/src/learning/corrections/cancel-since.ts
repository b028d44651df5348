import { localDay } from '@minjiang/shared/kernel';
import type { Sql, Tx } from '../../platform/index.ts';
import { correct } from './account-correction.ts';
import { correctAccount, lockAndClose, type CorrectedLesson } from './correct-account.ts';
import type { ContentSources } from './correction-queries.ts';
import { standsAs } from './stretches.ts';
import type { Cause } from './write-corrections.ts';

export interface CreditSince {
  readonly accountId: string;
  readonly enrolmentId: string;
  /** Runs that began at this instant or later. */
  readonly sinceMs: number;
}

/**
 * Takes back all that one enrolment was credited for studying since an instant and that still stands, each part on
 * its own day; its media may be earned again.
 */
export async function cancelSince(
  tx: Pick<Tx, 'sql'>,
  { accountId, enrolmentId, sinceMs }: CreditSince,
  cause: Cause,
  reason: 'check-missed',
  now: number,
  sources: ContentSources,
): Promise<{ ms: number; lessons: CorrectedLesson[] }> {
  await lockAndClose(tx.sql, [accountId], now);
  const lessonIds = await creditedSince(tx.sql, { accountId, enrolmentId, sinceMs });
  const lessons = await correctAccount(
    tx.sql,
    {
      accountId,
      enrolmentId,
      lessonIds,
      cause,
      now,
      choose: (stretches) =>
        stretches
          .filter(({ startedAt }) => startedAt >= sinceMs)
          .map((stretch) => ({ stretch, ms: Math.min(stretch.studiedMs, standsAs(stretch, 'credited')) }))
          .filter(({ ms }) => ms > 0)
          .map(({ stretch, ms }) => correct(stretch, { from: 'credited', to: reason, ms })),
    },
    sources,
  );
  return { ms: lessons.reduce((sum, lesson) => sum + lesson.ms, 0), lessons };
}

async function creditedSince(sql: Sql, { accountId, enrolmentId, sinceMs }: CreditSince): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT DISTINCT lesson_id AS id FROM learning_runs
     WHERE account_id = $1 AND enrolment_id = $2 AND day >= $3 AND started_at >= to_timestamp($4::float8 / 1000)
       AND verdict = 'credited' AND cause = 'study'`,
    [accountId, enrolmentId, localDay(sinceMs), sinceMs],
  );
  return rows.map(({ id }) => id);
}
