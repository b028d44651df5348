import type { Routes } from '@angular/router';
import { allowed, anybody } from '../shell/guards.ts';

/** The learner's pages. Help is there for everybody, also before sign-in. */
export const learningPages: Routes = [
  {
    path: 'today',
    title: 'learning.today.title',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./today/today-page.ts')).TodayPage,
  },
  {
    path: 'my-classes',
    title: 'learning.classes.title',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./my-classes/my-classes-page.ts')).MyClassesPage,
  },
  {
    path: 'my-classes/:enrolmentId/rating',
    title: 'learning.ratings.title',
    canActivate: [allowed('rating:write')],
    loadComponent: async () => (await import('./ratings/rating-page.ts')).RatingPage,
  },
  {
    path: 'record',
    title: 'learning.record.title',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./record/record-page.ts')).RecordPage,
  },
  {
    path: 'record/appeal',
    title: 'learning.appeal.title',
    canActivate: [allowed('appeal:write')],
    loadComponent: async () => (await import('./record/appeal-page.ts')).AppealPage,
  },
  {
    path: 'messages',
    title: 'learning.messages.title',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./messages/messages-page.ts')).MessagesPage,
  },
  {
    path: 'help',
    title: 'learning.help.title',
    canActivate: [anybody],
    loadComponent: async () => (await import('./help/help-page.ts')).HelpPage,
  },
  {
    path: 'study/:enrolmentId/:lessonId',
    title: 'learning.player.title',
    canActivate: [allowed('study')],
    loadComponent: async () => (await import('./player/player-page.ts')).PlayerPage,
  },
];
