import type { Request } from 'express';
import { identityRoutes } from '@minjiang/shared/identity';
import { route, type BoundRoute } from '../../platform/index.ts';
import type { SessionEnding } from '../sessions/end-sessions.ts';
import { openSession } from '../sessions/open-session.ts';
import { ownAccount } from '../sessions/own-account.ts';
import { setCookie } from '../sessions/session-cookie.ts';
import { changePassword } from './change-password.ts';
import { checkPassword, type CredentialDeps } from './check-password.ts';
import { localStrategy } from './local-strategy.ts';

export interface SignInDeps extends CredentialDeps {
  readonly ending: SessionEnding;
  readonly sessionMs: number;
  readonly isSecure: (request: Request) => boolean;
}

export function signInRoutes(deps: SignInDeps): BoundRoute[] {
  const { db, clock, sealing, locks, ending, isSecure } = deps;
  const verify = localStrategy((account, password, address) =>
    checkPassword(deps, account, password, address),
  );
  return [
    route(identityRoutes.signIn, async ({ actor, request, response }) => {
      const credentials = await verify(request, response);
      const isSame = actor?.accountId === credentials.accountId;
      const { token, account } = await db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        await locks.assertOpen(tx.sql, credentials.counters, now);
        const opened = await openSession(tx, now, credentials, isSame ? actor.sessionId : null, deps);
        await locks.clear(tx, credentials.counters);
        return { ...opened, account: await ownAccount(tx.sql, sealing, opened.sessionId, now) };
      });
      // Whoever used this browser before loses its cookie; in a transaction of its own, which locks his rows alone.
      if (actor && !isSame) {
        await db.transaction(async (tx) =>
          ending.end(tx, await clock.now(tx.sql), [actor.sessionId], 'signed-out'),
        );
      }
      response.setHeader('Set-Cookie', setCookie(token, isSecure(request)));
      return { account };
    }),
    route(identityRoutes.changePassword, ({ actor, body, address }) =>
      changePassword(deps, actor, body, address),
    ),
  ];
}
