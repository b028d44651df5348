import * as z from 'zod';
import { defineRoute, id, pageOf, pageQuery } from '../kernel/index.ts';
import { checkRow, makeUp, standing } from './checks.ts';

const ofEnrolment = z.object({ enrolmentId: id() });
const ofCheck = z.object({ checkId: id() });

/**
 * `triesLeft` of the check as the page shows it. An answer that is sent twice, or late, is then never judged on a
 * question that was not read: it is refused with `check-over` and costs nothing.
 */
const tryOf = { triesLeft: z.int().min(0).max(5).optional() };

export const myStanding = defineRoute({
  id: 'integrity.myStanding',
  method: 'GET',
  path: '/api/v1/study/enrolments/{enrolmentId}/standing',
  summary: 'Whether a check waits in this enrolment, and what depends on it',
  permission: 'study',
  scope: { of: 'own' },
  params: ofEnrolment,
  answer: standing,
});

export const askForCheck = defineRoute({
  id: 'integrity.askForCheck',
  method: 'POST',
  path: '/api/v1/study/enrolments/{enrolmentId}/checks',
  summary: 'After a missed check: ask for the next one, which opens the gate when it is passed',
  permission: 'study',
  scope: { of: 'own' },
  params: ofEnrolment,
  answer: standing,
  status: 201,
  problems: ['no-check-now'],
});

export const answerCheck = defineRoute({
  id: 'integrity.answerCheck',
  method: 'POST',
  path: '/api/v1/study/checks/{checkId}/answer',
  summary: 'Answer a check; a wrong answer brings another question while tries are left',
  permission: 'study',
  scope: { of: 'own' },
  params: ofCheck,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('question'), choice: z.int().min(0).max(5), ...tryOf }),
    z.strictObject({
      kind: z.literal('message-code'),
      code: z.string().regex(/^\d{6}$/, { error: 'code' }),
      ...tryOf,
    }),
  ]),
  answer: z.object({ outcome: z.enum(['passed', 'again', 'missed']), standing }),
  problems: ['check-over'],
});

export const sendCodeAgain = defineRoute({
  id: 'integrity.sendCodeAgain',
  method: 'POST',
  path: '/api/v1/study/checks/{checkId}/code',
  summary: 'Send the code of a check once more; its time goes on',
  permission: 'study',
  scope: { of: 'own' },
  params: ofCheck,
  answer: standing,
  problems: ['check-over', 'code-too-often'],
});

export const myChecks = defineRoute({
  id: 'integrity.myChecks',
  method: 'GET',
  path: '/api/v1/me/checks',
  summary: 'The newest checks of the own enrolments, what is to be made up for, and where each class stands',
  permission: 'record:read-own',
  scope: { of: 'own' },
  answer: z.object({
    checks: z.array(checkRow),
    makeUps: z.array(makeUp),
    standings: z.array(standing.omit({ check: true }).extend({ className: z.string() })),
  }),
});

export const classChecks = defineRoute({
  id: 'integrity.classChecks',
  method: 'GET',
  path: '/api/v1/classes/{classId}/checks',
  summary: 'Checks passed and missed by each learner of a class',
  permission: 'class:read',
  scope: { of: 'subject', kind: 'class', param: 'classId' },
  params: z.object({ classId: id() }),
  query: pageQuery,
  answer: pageOf(
    standing
      .omit({ check: true })
      .extend({ rosterNumber: z.int(), maskedName: z.string(), makeUpsDue: z.int() }),
  ),
});
