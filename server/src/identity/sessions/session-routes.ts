import type { Request } from 'express';
import { identityRoutes } from '@minjiang/shared/identity';
import {
  route,
  type Actor,
  type BoundRoute,
  type Clock,
  type Database,
  type Sealing,
} from '../../platform/index.ts';
import type { SessionEnding } from './end-sessions.ts';
import { ownAccount } from './own-account.ts';
import { clearCookie } from './session-cookie.ts';
import { switchAssignment } from './switch-assignment.ts';

export interface SessionRouteDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly ending: SessionEnding;
  /** Whether the cookie may travel under TLS alone. */
  readonly isSecure: (request: Request) => boolean;
}

export function sessionRoutes({ db, clock, sealing, ending, isSecure }: SessionRouteDeps): BoundRoute[] {
  const present = async (actor: Actor) => ({
    account: await ownAccount(db.sql, sealing, actor.sessionId, await clock.now(db.sql)),
  });
  return [
    route(identityRoutes.me, ({ actor }) => present(actor)),
    route(identityRoutes.signOut, async ({ actor, request, response }) => {
      await db.transaction(async (tx) =>
        ending.end(tx, await clock.now(tx.sql), [actor.sessionId], 'signed-out'),
      );
      response.setHeader('Set-Cookie', clearCookie(isSecure(request)));
    }),
    route(identityRoutes.changePreferences, async ({ actor, body }) => {
      await db.sql('UPDATE identity_accounts SET large_text = $2 WHERE id = $1', [
        actor.accountId,
        body.largeText,
      ]);
      return present(actor);
    }),
    route(identityRoutes.switchAssignment, async ({ actor, body }) => {
      await db.transaction(async (tx) =>
        switchAssignment(tx, await clock.now(tx.sql), actor, body.assignmentId, ending),
      );
      return present(actor);
    }),
  ];
}
