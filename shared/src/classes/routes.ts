import * as z from 'zod';
import { defineRoute, id, localDate, pageOf, pageQuery, plainLine } from '../kernel/index.ts';
import {
  activationCodeIssued,
  activationCodesIssued,
  classState,
  codeChannel,
  enrolmentRow,
  enrolmentState,
  rosterEntry,
  trainingClass,
} from './schemas.ts';

export * from './import-routes.ts';

export * from './attendance-routes.ts';

const params = z.object({ classId: id() });
const scope = { of: 'subject', kind: 'class', param: 'classId' } as const;
const ofEnrolment = params.extend({ enrolmentId: id() });
const details = {
  name: z.string().overwrite(plainLine).min(2).max(100),
  opensOn: localDate(),
  closesOn: localDate(),
};

export const listClasses = defineRoute({
  id: 'classes.listClasses',
  method: 'GET',
  path: '/api/v1/classes',
  summary: 'Training classes of the own institution, latest first',
  permission: 'class:read',
  scope: { of: 'organisation' },
  query: pageQuery.extend({ state: classState.optional() }),
  answer: pageOf(trainingClass),
});

export const createClass = defineRoute({
  id: 'classes.createClass',
  method: 'POST',
  path: '/api/v1/classes',
  summary: 'Prepare a training class of a published programme',
  permission: 'class:write',
  scope: { of: 'organisation' },
  body: z.strictObject({ ...details, programmeId: id() }),
  answer: z.object({ trainingClass }),
  status: 201,
  problems: ['programme-not-published', 'class-dates'],
});

export const getClass = defineRoute({
  id: 'classes.getClass',
  method: 'GET',
  path: '/api/v1/classes/{classId}',
  summary: 'One training class',
  permission: 'class:read',
  scope,
  params,
  answer: z.object({ trainingClass }),
});

export const changeClass = defineRoute({
  id: 'classes.changeClass',
  method: 'PATCH',
  path: '/api/v1/classes/{classId}',
  summary: 'Change name and dates before the class is opened',
  permission: 'class:write',
  scope,
  params,
  body: z.strictObject(details),
  answer: z.object({ trainingClass }),
  problems: ['class-opened', 'class-dates'],
});

export const openClass = defineRoute({
  id: 'classes.openClass',
  method: 'POST',
  path: '/api/v1/classes/{classId}/opening',
  summary: 'Open the class: pins the latest programme version and freezes its rules',
  permission: 'class:write',
  scope,
  params,
  answer: z.object({ trainingClass }),
  problems: ['class-opened', 'programme-not-published', 'class-dates'],
});

export const listEnrolments = defineRoute({
  id: 'classes.listEnrolments',
  method: 'GET',
  path: '/api/v1/classes/{classId}/enrolments',
  summary: 'The roster by roster number; without a state, everyone who was not removed',
  permission: 'class:read',
  scope,
  params,
  query: pageQuery.extend({
    state: enrolmentState.optional(),
    accountState: z.enum(['invited', 'active', 'suspended']).optional(),
  }),
  answer: pageOf(enrolmentRow),
});

/** A search by personal data goes in a body, so that none stands in an address or a log. */
export const findEnrolment = defineRoute({
  id: 'classes.findEnrolment',
  method: 'POST',
  path: '/api/v1/classes/{classId}/enrolment-searches',
  summary: 'Find enrolments by whole phone or ID number',
  permission: 'class:read',
  scope,
  params,
  body: z.strictObject({ find: z.string().overwrite(plainLine).min(2).max(64) }),
  answer: pageOf(enrolmentRow),
});

export const enrol = defineRoute({
  id: 'classes.enrol',
  method: 'POST',
  path: '/api/v1/classes/{classId}/enrolments',
  summary:
    'Enrol one learner; an account known by its ID number is used, else one is made without a password',
  permission: 'roster:write',
  scope,
  params,
  body: rosterEntry,
  answer: z.object({ enrolment: enrolmentRow }),
  status: 201,
  problems: ['already-enrolled', 'unknown-employer', 'class-ended', 'phone-taken'],
});

export const changeEnrolment = defineRoute({
  id: 'classes.changeEnrolment',
  method: 'PATCH',
  path: '/api/v1/classes/{classId}/enrolments/{enrolmentId}',
  summary: 'Suspend, restore or remove a learner; hours already earned stay',
  permission: 'roster:write',
  scope,
  params: ofEnrolment,
  body: z.strictObject({ state: enrolmentState }),
  answer: z.object({ enrolment: enrolmentRow }),
});

export const issueActivationCode = defineRoute({
  id: 'classes.issueActivationCode',
  method: 'POST',
  path: '/api/v1/classes/{classId}/enrolments/{enrolmentId}/activation-codes',
  summary: 'Send a one-time code by e-mail, or make one to print; an earlier code ends',
  permission: 'roster:write',
  scope,
  params: ofEnrolment,
  body: z.strictObject({ channel: codeChannel }),
  answer: z.object({ issued: activationCodeIssued }),
  status: 201,
  problems: ['already-activated', 'no-email', 'email-not-configured'],
});

export const issueActivationCodes = defineRoute({
  id: 'classes.issueActivationCodes',
  method: 'POST',
  path: '/api/v1/classes/{classId}/activation-codes',
  summary: 'One-time codes for up to 200 learners at once, all in one transaction; earlier codes end',
  permission: 'roster:write',
  scope,
  params,
  body: z.strictObject({ channel: codeChannel, enrolmentIds: z.array(id()).min(1).max(200) }),
  answer: activationCodesIssued,
  status: 201,
  problems: ['not-on-roster', 'email-not-configured'],
});
