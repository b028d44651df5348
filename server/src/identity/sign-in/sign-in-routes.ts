import type { Request } from 'express';
import { identityRoutes } from '@minjiang/shared/identity';
import { deviceOf, newDeviceCookie, route, type BoundRoute } from '../../platform/index.ts';
import { setCookie } from '../sessions/session-cookie.ts';
import { changePassword } from './change-password.ts';
import { checkPassword } from './check-password.ts';
import { localStrategy } from './local-strategy.ts';
import { signIn, type SignInCommandDeps } from './sign-in.ts';

export type SignInDeps = SignInCommandDeps & {
  /** Whether the cookie may travel under TLS alone. */
  readonly isSecure: (request: Request) => boolean;
};

export function signInRoutes(deps: SignInDeps): BoundRoute[] {
  const verify = localStrategy((account, password, address) =>
    checkPassword(deps, account, password, address),
  );
  return [
    route(identityRoutes.signIn, async ({ actor, request, response }) => {
      const { token, account } = await signIn(deps, await verify(request, response), actor);
      const secure = deps.isSecure(request);
      const mark = deviceOf(request.headers.cookie) === null ? [newDeviceCookie(secure)] : [];
      response.setHeader('Set-Cookie', [setCookie(token, secure), ...mark]);
      return { account };
    }),
    route(identityRoutes.changePassword, ({ actor, body, address }) =>
      changePassword(deps, actor, body, address),
    ),
  ];
}
