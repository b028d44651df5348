import type { Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

/** The learner's pages. */
export const learningPages: Routes = [
  {
    path: 'study/:enrolmentId/:lessonId',
    title: 'learning.player.title',
    canActivate: [allowed('study')],
    loadComponent: async () => (await import('./player/player-page.ts')).PlayerPage,
  },
];
