import { inject } from '@angular/core';
import { type CanActivateFn, type GuardResult, RedirectCommand, Router } from '@angular/router';
import type { Permission } from '@minjiang/shared/identity';
import { firstScreen } from './menu.ts';
import { Session } from './session.ts';

/** Lets in whoever is signed in; others sign in first and come back to this address. */
export const signedIn = (async (_route, state): Promise<GuardResult> => {
  const [session, router] = [inject(Session), inject(Router)];
  await session.ready();
  if (session.account()) return true;
  return router.createUrlTree(['/sign-in'], {
    queryParams: { why: 'not-signed-in', next: state.url },
  });
}) satisfies CanActivateFn;

/** Lets in who holds a permission; another role of the same person sees why not. */
export const allowed =
  (permission: Permission): CanActivateFn =>
  async (route, state) => {
    const [session, router] = [inject(Session), inject(Router)];
    const first = await signedIn(route, state);
    if (first !== true) return first;
    if (session.may(permission)) return true;
    return new RedirectCommand(router.parseUrl('/not-allowed'), { skipLocationChange: true });
  };

/** Lets everybody in, once it is known who it is; what is public is there even while that cannot be asked. */
export const anybody: CanActivateFn = async () => {
  await inject(Session)
    .ready()
    .catch(() => undefined);
  return true;
};

/** Leads from the bare address, and from sign-in when one is signed in, to the first screen of the role. */
export const toFirstScreen = (async (): Promise<GuardResult> => {
  const [session, router] = [inject(Session), inject(Router)];
  await session.ready();
  const role = session.role();
  return router.parseUrl(role ? firstScreen(role) : '/sign-in');
}) satisfies CanActivateFn;

/** Only for who is not signed in. */
export const guest: CanActivateFn = async () => {
  const [session, router] = [inject(Session), inject(Router)];
  await session.ready();
  const role = session.role();
  return role ? router.parseUrl(firstScreen(role)) : true;
};
