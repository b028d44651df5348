import type { Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

/** Pages of this module; each names its title and the permission it needs. */
export const opsPages: Routes = [
  {
    path: 'organisations',
    title: 'ops.organisations.title',
    canActivate: [allowed('organisation:read')],
    loadComponent: async () => (await import('./organisations/organisations-page.ts')).OrganisationsPage,
  },
  {
    path: 'organisations/new',
    title: 'ops.new-organisation.title',
    canActivate: [allowed('organisation:write')],
    loadComponent: async () => (await import('./organisations/new-organisation-page.ts')).NewOrganisationPage,
  },
  {
    path: 'accounts',
    title: 'ops.accounts.title',
    canActivate: [allowed('account:read')],
    loadComponent: async () => (await import('./accounts/accounts-page.ts')).AccountsPage,
  },
  {
    path: 'accounts/new',
    title: 'ops.new-account.title',
    canActivate: [allowed('account:write')],
    loadComponent: async () => (await import('./accounts/new-account-page.ts')).NewAccountPage,
  },
  {
    path: 'accounts/:accountId',
    title: 'ops.account.title',
    canActivate: [allowed('account:read')],
    loadComponent: async () => (await import('./accounts/account-page.ts')).AccountPage,
  },
  {
    path: 'devices',
    title: 'ops.devices.title',
    canActivate: [allowed('device:read')],
    loadComponent: async () => (await import('./devices/devices-page.ts')).DevicesPage,
  },
  {
    path: 'devices/rooms',
    title: 'ops.rooms.title',
    canActivate: [allowed('device:read')],
    loadComponent: async () => (await import('./rooms/rooms-page.ts')).RoomsPage,
  },
  {
    path: 'wall',
    title: 'ops.wall.title',
    canActivate: [allowed('device:read')],
    loadComponent: async () => (await import('./wall/wall-page.ts')).WallPage,
  },
  {
    path: 'centres',
    title: 'ops.centres.title',
    canActivate: [allowed('device:oversee')],
    loadComponent: async () => (await import('./wall/centres-page.ts')).CentresPage,
  },
  {
    path: 'centres/:organisationId/wall',
    title: 'ops.wall.title',
    canActivate: [allowed('device:oversee')],
    loadComponent: async () => (await import('./wall/wall-page.ts')).WallPage,
  },
  {
    path: 'events',
    title: 'ops.events.title',
    canActivate: [allowed('audit:read')],
    loadComponent: async () => (await import('./events/events-page.ts')).EventsPage,
  },
  {
    path: 'ledger-heads',
    title: 'ops.ledger-heads.title',
    canActivate: [allowed('ledger:audit')],
    loadComponent: async () => (await import('./ledger-heads/ledger-heads-page.ts')).LedgerHeadsPage,
  },
  {
    path: 'ratings',
    title: 'ops.ratings.title',
    canActivate: [allowed('rating:moderate')],
    loadComponent: async () => (await import('./ratings/ratings-page.ts')).RatingsPage,
  },
  {
    path: 'ratings/:ratingId',
    title: 'ops.rating.title',
    canActivate: [allowed('rating:moderate')],
    loadComponent: async () => (await import('./ratings/rating-page.ts')).RatingPage,
  },
  {
    path: 'cases',
    title: 'ops.cases.title',
    canActivate: [allowed('case:read')],
    loadComponent: async () => (await import('./cases/cases-page.ts')).CasesPage,
  },
  {
    path: 'cases/:caseId',
    title: 'ops.case.title',
    canActivate: [allowed('case:read')],
    loadComponent: async () => (await import('./cases/case-page.ts')).CasePage,
  },
];
