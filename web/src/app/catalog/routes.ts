import type { CanDeactivateFn, Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

const saved: CanDeactivateFn<{ mayLeave(): Promise<boolean> }> = (page) => page.mayLeave();

/** Pages of this module; each names its title and the permission it needs. */
export const catalogPages: Routes = [
  {
    path: 'programmes',
    title: 'catalog.programmes.title',
    canActivate: [allowed('programme:read')],
    loadComponent: async () => (await import('./programmes/programmes-page.ts')).ProgrammesPage,
  },
  {
    path: 'programmes/new',
    title: 'catalog.new.title',
    canActivate: [allowed('programme:write')],
    loadComponent: async () => (await import('./programmes/new-programme-page.ts')).NewProgrammePage,
  },
  {
    path: 'programmes/import',
    title: 'catalog.programme-import.title',
    canActivate: [allowed('programme:write')],
    loadComponent: async () =>
      (await import('./programme-import/programme-import-page.ts')).ProgrammeImportPage,
  },
  {
    path: 'programmes/:programmeId',
    canActivate: [allowed('programme:read')],
    canDeactivate: [saved],
    loadComponent: async () => (await import('./editor/programme-shell.ts')).ProgrammeShell,
    children: [
      {
        path: '',
        title: 'catalog.outline.title',
        loadComponent: async () => (await import('./outline/outline-page.ts')).OutlinePage,
      },
      {
        path: 'rules',
        title: 'catalog.settings.title',
        canDeactivate: [saved],
        loadComponent: async () => (await import('./settings/settings-page.ts')).SettingsPage,
      },
      {
        path: 'versions',
        title: 'catalog.versions.title',
        loadComponent: async () => (await import('./versions/versions-page.ts')).VersionsPage,
      },
      {
        path: 'ratings',
        title: 'catalog.ratings.title',
        canActivate: [allowed('rating:read')],
        loadComponent: async () => (await import('./ratings/ratings-page.ts')).RatingsPage,
      },
      {
        path: 'lessons/:lessonId',
        title: 'catalog.lesson.title',
        loadComponent: async () => (await import('./lesson/lesson-page.ts')).LessonPage,
      },
    ],
  },
];
