import { identityRoutes } from '@minjiang/shared/identity';
import {
  Problem,
  route,
  type BoundRoute,
  type Clock,
  type Database,
  type Keys,
  type Sealing,
  type Tx,
} from '../../platform/index.ts';
import type { MessagingPort } from '../activation/activation-mail.ts';
import { issueActivationCode } from '../activation/issue-activation-code.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import type { Passwords } from '../sign-in/passwords.ts';
import type { AccountModel } from './account-model.ts';
import { listAccounts } from './account-queries.ts';
import { listAssignments } from './assignment-queries.ts';
import { endAssignment } from './end-assignment.ts';
import { createStaffAccount, giveAssignment } from './give-assignment.ts';
import { resetPassword } from './reset-password.ts';
import { restoreAccount, suspendAccount } from './suspend-account.ts';

export interface AccountRouteDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly keys: Keys;
  readonly messaging: MessagingPort;
  readonly ending: SessionEnding;
  readonly passwords: Passwords;
  readonly accounts: typeof AccountModel;
}

export function accountRoutes(deps: AccountRouteDeps): BoundRoute[] {
  const { db, clock, sealing, ending } = deps;
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>) =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  return [
    route(identityRoutes.listAccounts, async ({ query }) =>
      listAccounts(db.sql, sealing, await clock.now(db.sql), query),
    ),
    route(identityRoutes.getAccount, async ({ params }) => {
      const query = { id: params.accountId, page: 1, pageSize: 1 };
      const [account] = (await listAccounts(db.sql, sealing, await clock.now(db.sql), query)).items;
      if (!account) throw new Problem('not-found');
      return { account };
    }),
    route(identityRoutes.createAccount, ({ actor, body }) =>
      write(async (tx, now) => ({
        accountId: await createStaffAccount(tx, now, actor.accountId, body, deps),
      })),
    ),
    route(identityRoutes.issueCode, ({ actor, params, body }) =>
      write(async (tx, now) => ({
        issued: await issueActivationCode(tx, now, actor.accountId, params.accountId, body.channel, deps),
      })),
    ),
    route(identityRoutes.resetPassword, ({ actor, params }) =>
      write((tx, now) => resetPassword(tx, now, actor.accountId, params.accountId, ending)),
    ),
    route(identityRoutes.listAssignments, async ({ params }) => ({
      assignments: await listAssignments(db.sql, await clock.now(db.sql), params.accountId),
    })),
    route(identityRoutes.giveAssignment, ({ actor, params, body }) =>
      write(async (tx, now) => ({
        assignmentId: await giveAssignment(tx, now, actor.accountId, params.accountId, body),
      })),
    ),
    route(identityRoutes.endAssignment, ({ actor, params }) =>
      write((tx, now) => endAssignment(tx, now, actor.accountId, params, ending)),
    ),
    route(identityRoutes.suspendAccount, ({ actor, params }) =>
      write((tx, now) => suspendAccount(tx, now, actor.accountId, params.accountId, ending)),
    ),
    route(identityRoutes.restoreAccount, ({ actor, params }) =>
      write((tx, now) => restoreAccount(tx, now, actor.accountId, params.accountId)),
    ),
  ];
}
