import type { Routes } from '@angular/router';
import { anybody, guest, signedIn } from '../shell/guards.ts';

/** Sign-in, activation, own account. */
export const identityPages: Routes = [
  {
    path: 'sign-in',
    title: 'identity.sign-in.title',
    canActivate: [guest],
    loadComponent: async () => (await import('./sign-in/sign-in-page.ts')).SignInPage,
  },
  {
    path: 'activate',
    title: 'identity.activate.title',
    loadComponent: async () => (await import('./activate/activate-page.ts')).ActivatePage,
  },
  {
    path: 'machine',
    title: 'identity.machine.title',
    canActivate: [anybody],
    loadComponent: async () => (await import('./machine/machine-page.ts')).MachinePage,
  },
  {
    path: 'account',
    title: 'identity.account.title',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./account/account-page.ts')).AccountPage,
  },
];
