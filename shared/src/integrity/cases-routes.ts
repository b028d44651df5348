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

const ofCase = z.object({ caseId: id() });

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
