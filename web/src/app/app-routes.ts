import type { Routes } from '@angular/router';
import { toFirstScreen } from './shell/guards.ts';

const message = (of: string) => ({
  loadComponent: async () => (await import('./shell/message-page.ts')).MessagePage,
  title: `shell.pages.${of}.title`,
  data: { of },
});

/** Every address of the portal. A module's pages come with their own chunk, under one frame. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [toFirstScreen], children: [] },
  {
    path: '',
    loadComponent: async () => (await import('./shell/frame.ts')).Frame,
    children: [
      { path: 'not-allowed', ...message('not-allowed') },
      { path: 'unreachable', ...message('unreachable') },
      {
        path: 'privacy',
        title: 'shell.privacy.title',
        loadComponent: async () => (await import('./shell/privacy-page.ts')).PrivacyPage,
      },
      {
        path: 'service',
        title: 'shell.service.title',
        loadComponent: async () => (await import('./shell/service-page.ts')).ServicePage,
      },
      { path: '', loadChildren: async () => (await import('./identity/routes.ts')).identityPages },
      { path: '', loadChildren: async () => (await import('./learning/routes.ts')).learningPages },
      { path: '', loadChildren: async () => (await import('./catalog/routes.ts')).catalogPages },
      { path: '', loadChildren: async () => (await import('./content/routes.ts')).contentPages },
      { path: '', loadChildren: async () => (await import('./classes/routes.ts')).classesPages },
      { path: '', loadChildren: async () => (await import('./ops/routes.ts')).opsPages },
      { path: '', loadChildren: async () => (await import('./analytics/routes.ts')).analyticsPages },
      { path: '**', ...message('not-found') },
    ],
  },
];
