import * as z from 'zod';
import { defineRoute, id, pageOf, pageQuery } from '../kernel/index.ts';
import {
  attendanceDay,
  attendanceMonth,
  attendanceRow,
  attendanceTerms,
  attendanceTotals,
  excuse,
  excuseEntry,
  learnerAttendance,
  localMonth,
} from './attendance.ts';

const params = z.object({ classId: id() });
const ofEnrolment = params.extend({ enrolmentId: id() });
const scope = { of: 'subject', kind: 'class', param: 'classId' } as const;
/** Without one, the month of today, or the nearest of the class. */
const month = localMonth().optional();

export const classAttendance = defineRoute({
  id: 'classes.classAttendance',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/classes/{classId}/attendance',
  summary: 'Learners of a class by the days of a month, with totals by learner and by day',
  permission: 'class:read',
  scope,
  params,
  query: pageQuery.extend({ month }),
  answer: pageOf(attendanceRow).extend({
    ...attendanceMonth,
    days: z.array(attendanceDay),
    totals: attendanceTotals,
    terms: attendanceTerms,
    can: z.object({ excuse: z.boolean(), settle: z.boolean() }),
  }),
});

export const settleAttendanceTerms = defineRoute({
  id: 'classes.settleAttendanceTerms',
  method: 'PUT',
  path: '/api/v1/classes/{classId}/attendance-terms',
  summary: 'From how much credited time a day counts; until the class has ended, and never touching credit',
  permission: 'class:write',
  scope,
  params,
  body: attendanceTerms,
  answer: z.object({ terms: attendanceTerms }),
  problems: ['attendance-order', 'class-ended'],
});

export const enrolmentAttendance = defineRoute({
  id: 'classes.enrolmentAttendance',
  method: 'GET',
  path: '/api/v1/classes/{classId}/enrolments/{enrolmentId}/attendance',
  summary: 'The days of one learner, and every excuse with who gave it',
  permission: 'class:read',
  scope,
  params: ofEnrolment,
  query: z.strictObject({ month }),
  answer: learnerAttendance,
});

export const excuseDays = defineRoute({
  id: 'classes.excuseDays',
  method: 'POST',
  path: '/api/v1/classes/{classId}/enrolments/{enrolmentId}/excuses',
  summary: 'Excuse a learner for days of the class, with a reason; credit stays what it is',
  permission: 'attendance:write',
  scope,
  params: ofEnrolment,
  body: excuseEntry,
  answer: z.object({ excuse }),
  status: 201,
  problems: ['excuse-days', 'already-excused'],
});

export const withdrawExcuse = defineRoute({
  id: 'classes.withdrawExcuse',
  method: 'POST',
  path: '/api/v1/classes/{classId}/enrolments/{enrolmentId}/excuses/{excuseId}/withdrawal',
  summary: 'Take an excuse back; both stay in the history',
  permission: 'attendance:write',
  scope,
  params: ofEnrolment.extend({ excuseId: id() }),
  answer: z.object({ excuse }),
  problems: ['excuse-withdrawn'],
});

export const myAttendance = defineRoute({
  id: 'classes.myAttendance',
  method: 'GET',
  path: '/api/v1/me/enrolments/{enrolmentId}/attendance',
  summary: 'The own days in one class',
  permission: 'record:read-own',
  scope: { of: 'own' },
  params: z.object({ enrolmentId: id() }),
  query: z.strictObject({ month }),
  answer: learnerAttendance,
});

export const staffAttendance = defineRoute({
  id: 'classes.staffAttendance',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/staff-attendance',
  summary:
    'The own staff by the days of a month: of each the days on which this employer was his, without reasons',
  permission: 'staff-progress:read',
  scope: { of: 'organisation' },
  query: pageQuery.extend({ month }),
  answer: pageOf(attendanceRow).extend({
    ...attendanceMonth,
    days: z.array(attendanceDay.pick({ day: true })),
  }),
});
