import * as z from 'zod';
import { defineRoute, id, pageOf, pageQuery } from '../kernel/index.ts';
import {
  appealSubject,
  caseDetail,
  caseOrigin,
  caseOutcome,
  caseRow,
  caseState,
  move,
  myCase,
  note,
} from './cases.ts';
import { checkRow, makeUp, standing } from './checks.ts';

const ofEnrolment = z.object({ enrolmentId: id() });
const ofCheck = z.object({ checkId: id() });
const ofCase = z.object({ caseId: id() });

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
    z.strictObject({ kind: z.literal('question'), choice: z.int().min(0).max(5) }),
    z.strictObject({ kind: z.literal('message-code'), code: z.string().regex(/^\d{6}$/, { error: 'code' }) }),
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

export const appeal = defineRoute({
  id: 'integrity.appeal',
  method: 'POST',
  path: '/api/v1/me/appeals',
  summary: 'Appeal once against a refusal, a missed check or a decision',
  permission: 'appeal:write',
  scope: { of: 'own' },
  body: z.strictObject({ enrolmentId: id(), subject: appealSubject, text: note() }),
  answer: z.object({ case: myCase }),
  status: 201,
  problems: ['already-appealed', 'nothing-to-appeal'],
});

export const myCases = defineRoute({
  id: 'integrity.myCases',
  method: 'GET',
  path: '/api/v1/me/cases',
  summary: 'Own appeals and cases, newest first, with results and reasons',
  permission: 'record:read-own',
  scope: { of: 'own' },
  query: pageQuery,
  answer: pageOf(myCase),
});

export const listCases = defineRoute({
  id: 'integrity.listCases',
  method: 'GET',
  path: '/api/v1/cases',
  summary: 'Cases, the one that must be decided first on top',
  permission: 'case:read',
  scope: { of: 'platform' },
  query: pageQuery.extend({ state: caseState.optional(), origin: caseOrigin.optional() }),
  answer: pageOf(caseRow),
});

export const getCase = defineRoute({
  id: 'integrity.getCase',
  method: 'GET',
  path: '/api/v1/cases/{caseId}',
  summary: 'A case with its evidence on a time line',
  permission: 'case:read',
  scope: { of: 'platform' },
  params: ofCase,
  answer: z.object({ case: caseDetail }),
});

/** No change is decided by one person; anything that moves time waits for a second one. */
export const proposeDecision = defineRoute({
  id: 'integrity.proposeDecision',
  method: 'POST',
  path: '/api/v1/cases/{caseId}/proposal',
  summary: 'Decide that nothing changes, or propose correcting rows for a second person to confirm',
  permission: 'case:propose',
  scope: { of: 'platform' },
  params: ofCase,
  body: z.strictObject({ outcome: caseOutcome, reason: note(), moves: z.array(move).max(100).default([]) }),
  answer: z.object({ case: caseDetail }),
  problems: ['case-decided', 'correction-not-covered'],
});

export const confirmDecision = defineRoute({
  id: 'integrity.confirmDecision',
  method: 'POST',
  path: '/api/v1/cases/{caseId}/confirmation',
  summary: 'Confirm a proposed decision, which writes the correcting rows, or send it back',
  permission: 'case:confirm',
  scope: { of: 'platform' },
  params: ofCase,
  body: z.strictObject({ agree: z.boolean() }),
  answer: z.object({ case: caseDetail }),
  problems: ['case-decided', 'correction-not-covered', 'second-person'],
});
