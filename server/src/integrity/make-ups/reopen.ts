import { localDay } from '@minjiang/shared/kernel';
import { appendEvent } from '../../platform/index.ts';
import { instant } from '../checks/check-store.ts';
import { addWorkingDays } from '../checks/working-days.ts';
import type { InTx, Notify, VersionSource } from '../ports.ts';

/**
 * Lets a learner study on after people decided so: misses count anew, and what he has to make up for is due once
 * more. The gate stays closed until he asks for a check and passes it.
 * @returns false when study was not stopped there
 */
export async function reopen(
  tx: InTx,
  enrolmentId: string,
  actorId: string | null,
  now: number,
  { versions, notify }: { readonly versions: VersionSource; readonly notify: Notify },
): Promise<boolean> {
  const [stopped] = await tx.sql<{ accountId: string; versionId: string }>(
    `UPDATE integrity_stops SET stopped_at = NULL, reopened_at = ${instant('$2')}
     WHERE enrolment_id = $1 AND stopped_at IS NOT NULL
     RETURNING account_id AS "accountId", programme_version_id AS "versionId"`,
    [enrolmentId, now],
  );
  if (!stopped) return false;
  const { accountId, versionId } = stopped;
  const version = await versions.version(tx.sql, versionId);
  const dueOn = addWorkingDays(localDay(now), version?.rules.checks?.makeUpWorkingDays ?? 1);
  await tx.sql(
    `UPDATE integrity_make_ups SET state = 'due', due_on = $2, reminded = false
     WHERE enrolment_id = $1 AND state IN ('due', 'lapsed')`,
    [enrolmentId, dueOn],
  );
  await appendEvent(
    tx,
    { kind: 'integrity.reopened', actorId, subjectKind: 'enrolment', subjectId: enrolmentId },
    now,
  );
  const params = { enrolmentId, dueOn };
  await notify(tx.sql, [{ accountId, template: 'study-reopened', params, expiresAt: null }], now);
  return true;
}
