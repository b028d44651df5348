import type { Routes } from '@angular/router';
import { allowed } from '../shell/guards.ts';

/** Pages of this module; each names its title and the permission it needs. */
export const classesPages: Routes = [
  {
    path: 'classes',
    title: 'classes.title',
    canActivate: [allowed('class:read')],
    loadComponent: async () => (await import('./list/classes-page.ts')).ClassesPage,
  },
  {
    path: 'classes/new',
    title: 'classes.new.title',
    canActivate: [allowed('class:write')],
    loadComponent: async () => (await import('./form/new-class-page.ts')).NewClassPage,
  },
  {
    path: 'classes/:classId',
    canActivate: [allowed('class:read')],
    loadComponent: async () => (await import('./class/class-shell.ts')).ClassShell,
    children: [
      {
        path: '',
        title: 'classes.progress.title',
        loadComponent: async () => (await import('./progress/progress-page.ts')).ProgressPage,
      },
      {
        path: 'edit',
        title: 'classes.edit.title',
        canActivate: [allowed('class:write')],
        loadComponent: async () => (await import('./form/edit-class-page.ts')).EditClassPage,
      },
      {
        path: 'checks',
        title: 'classes.checks.title',
        loadComponent: async () => (await import('./checks/checks-page.ts')).ClassChecksPage,
      },
      {
        path: 'attendance',
        title: 'classes.attendance.title',
        loadComponent: async () => (await import('./attendance/attendance-page.ts')).AttendancePage,
      },
      {
        path: 'attendance/terms',
        title: 'classes.attendance.settle-title',
        canActivate: [allowed('class:write')],
        loadComponent: async () => (await import('./attendance/terms-page.ts')).AttendanceTermsPage,
      },
      {
        path: 'attendance/print',
        title: 'classes.attendance.print-title',
        loadComponent: async () => (await import('./attendance/print-page.ts')).AttendancePrintPage,
      },
      {
        path: 'roster',
        title: 'classes.roster.title',
        loadComponent: async () => (await import('./roster/roster-page.ts')).RosterPage,
      },
      {
        path: 'roster/new',
        title: 'classes.enrol.title',
        canActivate: [allowed('roster:write')],
        loadComponent: async () => (await import('./roster/enrol-page.ts')).EnrolPage,
      },
      {
        path: 'import',
        title: 'classes.import.title',
        canActivate: [allowed('roster:write')],
        loadComponent: async () => (await import('./roster-import/import-page.ts')).ImportPage,
      },
      {
        path: 'enrolments/:enrolmentId',
        title: 'classes.record.title',
        loadComponent: async () => (await import('./record/learner-page.ts')).LearnerPage,
      },
      {
        path: 'enrolments/:enrolmentId/attendance',
        title: 'classes.attendance.learner',
        loadComponent: async () =>
          (await import('./attendance/learner-attendance-page.ts')).LearnerAttendancePage,
      },
    ],
  },
  {
    path: 'staff',
    title: 'classes.staff.title',
    canActivate: [allowed('staff-progress:read')],
    loadComponent: async () => (await import('./staff/staff-page.ts')).StaffPage,
  },
  {
    path: 'staff/attendance',
    title: 'classes.attendance.staff',
    canActivate: [allowed('staff-progress:read')],
    loadComponent: async () => (await import('./attendance/staff-attendance-page.ts')).StaffAttendancePage,
  },
  {
    path: 'my-classes/:enrolmentId/attendance',
    title: 'classes.attendance.mine',
    canActivate: [allowed('record:read-own')],
    loadComponent: async () => (await import('./attendance/my-attendance-page.ts')).MyAttendancePage,
  },
];
