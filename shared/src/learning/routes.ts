import * as z from 'zod';
import { deviceClaim } from '../identity/index.ts';
import { defineRoute, id, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import { beatsAnswer, beatsRequest } from './beats.ts';
import {
  learnerClass,
  progressRow,
  progressTotals,
  readBlock,
  record,
  studyLease,
  terminal,
  today,
} from './schemas.ts';

export { listLedgerHeads, makeLedgerHead, readLedgerHeadFile } from './ledger-heads.ts';
export * from './rating-routes.ts';

const standing = progressRow.shape.state;
const lease = z.object({ leaseId: id() });

export const openLease = defineRoute({
  id: 'learning.openLease',
  weight: 'beat',
  method: 'POST',
  path: '/api/v1/study/leases',
  summary: 'Take the one right of this account to earn time, for one lesson on one page',
  permission: 'study',
  scope: { of: 'own' },
  body: z.strictObject({
    enrolmentId: id(),
    lessonId: id(),
    client: z.strictObject({
      kind: terminal,
      pageId: z
        .string()
        .max(64)
        .regex(/^[\w-]+$/),
      /** Whether it proves what media reached it; if not, only what this platform itself sent whole counts. */
      proves: z.boolean().default(true),
    }),
    /** The word of an enrolled machine; without it the page is a browser, whatever it says. */
    device: deviceClaim.optional(),
  }),
  answer: studyLease,
  problems: [
    'lease-held',
    'class-not-open',
    'lesson-not-ready',
    'machine-needed',
    'centre-machine-needed',
    'device-unknown',
    'device-signature',
    'device-nonce',
    'device-clock',
    'device-held',
  ],
});

export const recordBeats = defineRoute({
  id: 'learning.recordBeats',
  weight: 'beat',
  method: 'POST',
  path: '/api/v1/study/beats',
  summary: 'Report stretches of study; answered after they are stored',
  permission: 'study',
  scope: { of: 'own' },
  body: beatsRequest,
  answer: beatsAnswer,
});

export const closeLease = defineRoute({
  id: 'learning.closeLease',
  weight: 'beat',
  method: 'DELETE',
  path: '/api/v1/study/leases/{leaseId}',
  summary: 'End that lease only, and close its run',
  permission: 'study',
  scope: { of: 'own' },
  params: lease,
  query: z.strictObject({ epoch: z.coerce.number().int().min(0) }),
  answer: noContent,
  status: 204,
});

export const readLessonBlock = defineRoute({
  id: 'learning.readLessonBlock',
  weight: 'beat',
  method: 'GET',
  path: '/api/v1/study/leases/{leaseId}/blocks/{index}',
  summary: 'One block of an image-text lesson; only a fetched block earns',
  permission: 'study',
  scope: { of: 'own' },
  params: lease.extend({ index: z.coerce.number().int().min(0).max(1000) }),
  answer: readBlock,
  problems: ['lease-lost'],
});

export const myClasses = defineRoute({
  id: 'learning.myClasses',
  method: 'GET',
  path: '/api/v1/me/classes',
  summary: 'The own classes with courses, chapters and lessons, and what was credited in each',
  permission: 'record:read-own',
  scope: { of: 'own' },
  answer: z.object({ classes: z.array(learnerClass) }),
});

export const myToday = defineRoute({
  id: 'learning.myToday',
  method: 'GET',
  path: '/api/v1/me/today',
  summary: 'Where to go on, and today against the cap',
  permission: 'record:read-own',
  scope: { of: 'own' },
  answer: today,
});

export const myRecord = defineRoute({
  id: 'learning.myRecord',
  method: 'GET',
  path: '/api/v1/me/record',
  summary: 'Raw and credited time by course, lesson and day, and every refusal with its reason',
  permission: 'record:read-own',
  scope: { of: 'own' },
  answer: record,
});

export const classProgress = defineRoute({
  id: 'learning.classProgress',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/classes/{classId}/progress',
  summary: 'Progress of each learner of a class, with totals over all of them',
  permission: 'class:read',
  scope: { of: 'subject', kind: 'class', param: 'classId' },
  params: z.object({ classId: id() }),
  query: pageQuery.extend({
    state: standing.optional(),
    sort: z.enum(['rosterNumber', 'credited', '-credited', 'percent', '-percent']).default('rosterNumber'),
  }),
  answer: pageOf(progressRow).extend({ totals: progressTotals }),
});

export const enrolmentRecord = defineRoute({
  id: 'learning.enrolmentRecord',
  method: 'GET',
  path: '/api/v1/classes/{classId}/enrolments/{enrolmentId}/record',
  summary: 'The record of one learner in one class',
  permission: 'class:read',
  scope: { of: 'subject', kind: 'class', param: 'classId' },
  params: z.object({ classId: id(), enrolmentId: id() }),
  answer: z.object({ learner: progressRow, record }),
});

export const staffProgress = defineRoute({
  id: 'learning.staffProgress',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/staff-progress',
  summary: 'Progress of the own staff: enrolments that name this employer',
  permission: 'staff-progress:read',
  scope: { of: 'organisation' },
  query: pageQuery.extend({ state: standing.optional() }),
  answer: pageOf(progressRow).extend({ totals: progressTotals }),
});
