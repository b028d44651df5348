import type { Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

/** Pages of this module; each names its title and the permission it needs. */
export const contentPages: Routes = [
  {
    path: 'assets',
    title: 'content.assets.title',
    canActivate: [allowed('asset:read')],
    loadComponent: async () => (await import('./assets/assets-page.ts')).AssetsPage,
  },
];
