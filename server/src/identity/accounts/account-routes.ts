import { identityRoutes } from '@minjiang/shared/identity';
import { route, type BoundRoute, type Clock, type Database, type Sealing } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import { listAccounts } from './account-queries.ts';
import { restoreAccount, suspendAccount } from './suspend-account.ts';

export function accountRoutes(
  db: Database,
  clock: Clock,
  sealing: Sealing,
  ending: SessionEnding,
): BoundRoute[] {
  return [
    route(identityRoutes.listAccounts, async ({ query }) =>
      listAccounts(db.sql, sealing, await clock.now(db.sql), query),
    ),
    route(identityRoutes.suspendAccount, ({ actor, params }) =>
      db.transaction(async (tx) =>
        suspendAccount(tx, await clock.now(tx.sql), actor.accountId, params.accountId, ending),
      ),
    ),
    route(identityRoutes.restoreAccount, ({ actor, params }) =>
      db.transaction(async (tx) =>
        restoreAccount(tx, await clock.now(tx.sql), actor.accountId, params.accountId),
      ),
    ),
  ];
}
