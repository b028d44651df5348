import { localDay } from '@minjiang/shared/kernel';
import { appendEvent, type Sql } from '../../platform/index.ts';
import type { InTx, Ledger, Notify, VersionSource } from '../ports.ts';
import { isOverdue } from '../checks/check-rules.ts';
import { closeCheck, instant, lockCheck, type Check } from '../checks/check-store.ts';
import { addWorkingDays } from '../checks/working-days.ts';
import { countsOf, missesAllowedBy } from '../standing/counts.ts';

export interface MissDeps {
  readonly learning: Ledger;
  readonly versions: VersionSource;
  readonly notify: Notify;
}

/**
 * Locks the account and misses a check whose time is over, unless somebody did meanwhile.
 * @returns whether it was missed now
 */
export async function settleOverdue(
  tx: InTx,
  { id, accountId, answerBy }: Check,
  now: number,
  deps: MissDeps,
): Promise<boolean> {
  if (!isOverdue({ answerBy }, now)) return false;
  await deps.learning.gate.lock(tx.sql, accountId);
  const check = await lockCheck(tx.sql, id);
  if (check.state !== 'issued' || !isOverdue(check, now)) return false;
  await missCheck(tx, check, now, deps);
  return true;
}

/**
 * A missed check (ledger rule 7): the enrolment's credit since its last passed proof is cancelled on the days it was
 * earned and may be earned again; nothing more earns until a check is passed. The account and the check are locked.
 */
export async function missCheck(tx: InTx, check: Check, now: number, deps: MissDeps): Promise<void> {
  const { sql } = tx;
  const { learning } = deps;
  const { id, accountId, enrolmentId, programmeVersionId } = check;
  const of = { accountId, enrolmentId };
  const gate = await learning.gate.read(sql, of);
  const version = await deps.versions.version(sql, programmeVersionId);
  if (!gate || !version?.rules.checks) throw new Error(`check ${id} belongs to no gate`);
  const since = { ...of, sinceMs: gate.provedAt };
  const cancelled = await learning.cancelSince(tx, since, { kind: 'check', id }, 'check-missed', now);
  await learning.gate.close(sql, of, 'check-missed', now);
  await closeCheck(sql, check, 'missed', now);
  await sql('UPDATE integrity_checks SET cancelled_ms = $2 WHERE id = $1', [id, cancelled.ms]);
  const dueOn = addWorkingDays(localDay(now), version.rules.checks.makeUpWorkingDays);
  const lessons = await addMakeUps(sql, check, cancelled.lessons, dueOn);
  const counts = (await countsOf(sql, [enrolmentId])).get(enrolmentId)!;
  const allowed = missesAllowedBy(version);
  const params = { enrolmentId, checkId: id, cancelledMs: cancelled.ms, lessons };
  const told = { ...params, dueOn: lessons > 0 ? dueOn : '', missed: counts.missed, missesAllowed: allowed };
  await deps.notify(sql, [{ accountId, template: 'check-missed', params: told, expiresAt: null }], now);
  if (counts.missed > allowed && !counts.stopped) await stop(tx, check, 'misses', now, deps);
}

type Cancelled = Awaited<ReturnType<Ledger['cancelSince']>>['lessons'];

/** @returns in how many lessons there is something to make up for */
async function addMakeUps(sql: Sql, check: Check, cancelled: Cancelled, dueOn: string): Promise<number> {
  const byLesson = Map.groupBy(cancelled, ({ lessonId }) => lessonId);
  const rows = [...byLesson].flatMap(([lessonId, parts]) => {
    const intervals = parts.flatMap((part) => part.intervals);
    // Media that another lesson still stands for was never released: there is nothing to earn again.
    if (intervals.length === 0) return [];
    const ms = Math.round(parts.reduce((sum, part) => sum + part.ms, 0));
    return [{ lessonId, contentKey: parts[0]!.contentKey, intervals, ms }];
  });
  await sql(
    `INSERT INTO integrity_make_ups (check_id, lesson_id, account_id, enrolment_id, content_key, intervals, ms, due_on, state)
     SELECT $1, "lessonId", $2, $3, "contentKey", intervals, ms, $4, 'due'
     FROM jsonb_to_recordset($5::jsonb) AS r("lessonId" uuid, "contentKey" text, intervals jsonb, ms bigint)`,
    [check.id, check.accountId, check.enrolmentId, dueOn, JSON.stringify(rows)],
  );
  return rows.length;
}

export type StopReason = 'misses' | 'make-up';

/** Ends study in an enrolment until people decide. The account is locked and its gate closed. */
export async function stop(
  tx: InTx,
  of: Pick<Check, 'id' | 'accountId' | 'enrolmentId' | 'programmeVersionId'>,
  why: StopReason,
  now: number,
  { notify }: Pick<MissDeps, 'notify'>,
): Promise<void> {
  const { id: checkId, accountId, enrolmentId, programmeVersionId } = of;
  await tx.sql(
    `INSERT INTO integrity_stops (enrolment_id, account_id, programme_version_id, stopped_at)
     VALUES ($1, $2, $3, ${instant('$4')}) ON CONFLICT (enrolment_id) DO UPDATE SET stopped_at = excluded.stopped_at`,
    [enrolmentId, accountId, programmeVersionId, now],
  );
  const data = { accountId, enrolmentId, checkId, why };
  await appendEvent(
    tx,
    { kind: 'integrity.stopped', actorId: null, subjectKind: 'enrolment', subjectId: enrolmentId, data },
    now,
  );
  const params = { enrolmentId, checkId, why };
  await notify(tx.sql, [{ accountId, template: 'study-stopped', params, expiresAt: null }], now);
}
