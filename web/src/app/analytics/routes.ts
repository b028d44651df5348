import type { Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

/** Pages of this module; each names its title and the permission it needs. */
export const analyticsPages: Routes = [
  {
    path: 'dashboard',
    title: 'analytics.dashboard.title',
    canActivate: [allowed('dashboard:read')],
    loadComponent: async () => (await import('./dashboard/dashboard-page.ts')).DashboardPage,
  },
  {
    path: 'figures',
    title: 'analytics.title',
    canActivate: [allowed('figures:read')],
    loadComponent: async () => (await import('./time/figures-page.ts')).FiguresPage,
  },
  {
    path: 'figures/exports',
    title: 'analytics.exports.title',
    canActivate: [allowed('export:make')],
    loadComponent: async () => (await import('./exports/exports-page.ts')).ExportsPage,
  },
  {
    path: 'export-requests',
    title: 'analytics.exports.requests.title',
    canActivate: [allowed('export:approve')],
    loadComponent: async () => (await import('./exports/export-requests-page.ts')).ExportRequestsPage,
  },
  {
    path: 'figures/resources',
    title: 'analytics.resources.title',
    canActivate: [allowed('asset:read')],
    loadComponent: async () => (await import('./resources/resources-page.ts')).ResourcesPage,
  },
  {
    path: 'figures/resources/:resourceId',
    title: 'analytics.resource.title',
    canActivate: [allowed('asset:read')],
    loadComponent: async () => (await import('./resources/resource-page.ts')).ResourcePage,
  },
  {
    path: 'record/time',
    title: 'analytics.own.title',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./own/own-figures-page.ts')).OwnFiguresPage,
  },
];
