import { newId } from '@minjiang/shared/kernel';
import { permissionsOf, type Role } from '@minjiang/shared/identity';
import type { SocketSessions } from '../sockets/socket-sessions.ts';
import type { Actor, Authenticator } from '../http/context.ts';

/** Sessions for specs of modules that do not sign anybody in: each actor has a cookie of his own. */
export function testActors() {
  const known = new Map<string, Actor>();
  const authenticate: Authenticator = (cookieHeader) =>
    Promise.resolve(known.get(cookieHeader ?? '') ?? null);
  const socketSessions: SocketSessions = {
    keyOf: (cookieHeader) => cookieHeader ?? null,
    check(key) {
      const actor = known.get(key);
      return Promise.resolve(actor ? { actor, forMs: 60_000 } : null);
    },
  };
  return {
    authenticate,
    socketSessions,
    /** Signs in and answers the actor and the cookie that stands for him. */
    enter(given: {
      role: Role;
      organisationId?: string;
      regionCode?: string;
      accountId?: string;
    }): Actor & { cookie: string } {
      const sessionId = newId();
      const actor: Actor = {
        accountId: given.accountId ?? newId(),
        sessionId,
        role: given.role,
        organisationId: given.organisationId ?? null,
        regionCode: given.regionCode ?? null,
        permissions: new Set(permissionsOf(given.role)),
      };
      const cookie = `spec=${sessionId}`;
      known.set(cookie, actor);
      return { ...actor, cookie };
    },
  };
}
