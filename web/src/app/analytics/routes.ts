import type { Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

/** Pages of this module; each names its title and the permission it needs. */
export const analyticsPages: Routes = [
  {
    path: 'figures',
    title: 'analytics.title',
    canActivate: [allowed('figures:read')],
    loadComponent: async () => (await import('./time/figures-page.ts')).FiguresPage,
  },
  {
    path: 'record/time',
    title: 'analytics.own.title',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./own/own-figures-page.ts')).OwnFiguresPage,
  },
];
