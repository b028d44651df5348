import { addDays, localDay } from '@minjiang/shared/kernel';
import type { Clock, Database, Sql } from '../../platform/index.ts';
import { stop, type MissDeps } from '../answers/miss-check.ts';
import { openCheckOf } from '../checks/check-store.ts';
import type { InTx } from '../ports.ts';
import { judgeMakeUps } from './judge-make-ups.ts';

export type MakeUpDeps = MissDeps & { readonly db: Database; readonly clock: Clock };

const mostARound = 200;

interface DueEnrolment {
  readonly enrolmentId: string;
  readonly accountId: string;
  readonly programmeVersionId: string;
}

/**
 * Looks at what is due soon: reminds of it a day before, and ends study where the day has passed. What was earned
 * again meanwhile is done, and a learner who may not study now is left alone. @returns how many enrolments it stopped
 */
export async function lapseMakeUps(deps: MakeUpDeps): Promise<number> {
  const { db, clock } = deps;
  const today = localDay(await clock.now(db.sql));
  let stopped = 0;
  for (const due of await dueEnrolments(db.sql, today)) {
    const wasStopped = await db.transaction(async (tx) => {
      if (!(await deps.learning.gate.lock(tx.sql, due.accountId, 'skip'))) return false;
      return settleMakeUps(tx, due, await clock.now(tx.sql), deps);
    });
    if (wasStopped) stopped++;
  }
  return stopped;
}

/** Enrolments with something over its day, or due by tomorrow and not reminded of. */
const dueEnrolments = (sql: Sql, today: string): Promise<DueEnrolment[]> =>
  sql(
    `SELECT DISTINCT m.enrolment_id AS "enrolmentId", m.account_id AS "accountId",
       r.programme_version_id AS "programmeVersionId"
     FROM integrity_make_ups m JOIN classes_roster r USING (enrolment_id)
     WHERE m.state = 'due' AND m.due_on <= $1 AND (m.due_on < $2 OR NOT m.reminded) AND r.state = 'active'
       AND NOT EXISTS (SELECT 1 FROM integrity_checks c WHERE c.enrolment_id = m.enrolment_id AND c.state = 'issued')
     LIMIT ${mostARound}`,
    [addDays(today, 1), today],
  );

async function settleMakeUps(
  tx: InTx,
  { enrolmentId, accountId, programmeVersionId }: DueEnrolment,
  now: number,
  deps: MissDeps,
): Promise<boolean> {
  const { sql } = tx;
  await judgeMakeUps(sql, accountId, deps.learning);
  // An open check is missed or passed first: passing it must not open what is ended here.
  if (await openCheckOf(sql, enrolmentId)) return false;
  const lapsed = await sql<{ checkId: string }>(
    `UPDATE integrity_make_ups SET state = 'lapsed' WHERE enrolment_id = $1 AND state = 'due' AND due_on < $2
     RETURNING check_id AS "checkId"`,
    [enrolmentId, localDay(now)],
  );
  if (lapsed.length > 0) {
    await deps.learning.gate.close(sql, { accountId, enrolmentId }, 'check-missed', now);
    await stop(
      tx,
      { id: lapsed[0]!.checkId, accountId, enrolmentId, programmeVersionId },
      'make-up',
      now,
      deps,
    );
    return true;
  }
  await remind(sql, { enrolmentId, accountId }, now, deps);
  return false;
}

async function remind(
  sql: Sql,
  { enrolmentId, accountId }: Pick<DueEnrolment, 'enrolmentId' | 'accountId'>,
  now: number,
  { notify }: MissDeps,
): Promise<void> {
  const [due] = await sql<{ dueOn: string | null; ms: number; lessons: number }>(
    `WITH reminded AS (
       UPDATE integrity_make_ups SET reminded = true
       WHERE enrolment_id = $1 AND state = 'due' AND due_on <= $2 AND NOT reminded RETURNING due_on, ms
     ) SELECT min(due_on) AS "dueOn", coalesce(sum(ms), 0)::float8 AS ms, count(*)::int AS lessons FROM reminded`,
    [enrolmentId, addDays(localDay(now), 1)],
  );
  if (!due?.dueOn) return;
  const params = { enrolmentId, dueOn: due.dueOn, ms: due.ms, lessons: due.lessons };
  await notify(sql, [{ accountId, template: 'make-up-due', params, expiresAt: null }], now);
}
