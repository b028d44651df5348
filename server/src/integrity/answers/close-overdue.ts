import type { Clock, Database } from '../../platform/index.ts';
import { graceMs } from '../checks/check-rules.ts';
import { lockCheck, overdueChecks } from '../checks/check-store.ts';
import { excuseDowntime } from './excuse-downtime.ts';
import { settleOverdue, type MissDeps } from './miss-check.ts';

const mostARound = 200;

/**
 * Misses the checks whose time is over. Each is a transaction of its own, and an account that somebody else is
 * writing is left for the next round, so that several processes share the work. @returns how many were missed
 */
export async function closeOverdue(
  deps: MissDeps & { readonly db: Database; readonly clock: Clock },
): Promise<number> {
  const { db, clock } = deps;
  await excuseDowntime(deps);
  const now = await clock.now(db.sql);
  let missed = 0;
  for (const { id, accountId } of await overdueChecks(db.sql, now - graceMs, mostARound)) {
    const wasMissed = await db.transaction(async (tx) => {
      if (!(await deps.learning.gate.lock(tx.sql, accountId, 'skip'))) return false;
      return settleOverdue(tx, await lockCheck(tx.sql, id), await clock.now(tx.sql), deps);
    });
    if (wasMissed) missed++;
  }
  return missed;
}
