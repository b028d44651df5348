import * as z from 'zod';
import { defineRoute, id, instant, pageOf, pageQuery } from '../kernel/index.ts';
import { periodQuery } from './periods.ts';
import { figureAttention, figureRun, figures, figuresQuery, figureStep, ownFigures } from './schemas.ts';

export { getResource, listResources } from './resource-routes.ts';
export { readDashboard } from './dashboard.ts';

export const readFigures = defineRoute({
  id: 'analytics.readFigures',
  method: 'GET',
  path: '/api/v1/figures',
  summary: 'Learning time of a place in a period: sums, days, weeks or months, and what it is made of',
  permission: 'figures:read',
  scope: { of: 'assignment' },
  query: figuresQuery,
  answer: figures,
});

export const readFigureAttention = defineRoute({
  id: 'analytics.readFigureAttention',
  method: 'GET',
  path: '/api/v1/figures/attention',
  summary:
    'Open classes that end soon with courses unfinished, or in which nothing was credited for a week: ten at most',
  permission: 'figures:read',
  scope: { of: 'assignment' },
  answer: z.object({ asOf: instant().nullable(), items: z.array(figureAttention) }),
});

export const listFigureRuns = defineRoute({
  id: 'analytics.listFigureRuns',
  method: 'GET',
  path: '/api/v1/figures/runs',
  summary: 'The runs of the ledger under one lesson of one learner, newest first',
  permission: 'figures:read',
  scope: { of: 'assignment' },
  query: pageQuery.extend({
    enrolmentId: id(),
    lessonId: id(),
    from: periodQuery.from,
    to: periodQuery.to,
  }),
  answer: pageOf(figureRun).extend({ asOf: instant(), trail: z.array(figureStep) }),
});

export const myFigures = defineRoute({
  id: 'analytics.myFigures',
  method: 'GET',
  path: '/api/v1/me/figures',
  summary: 'The own study by day, week or month and by course',
  permission: 'record:read-own',
  scope: { of: 'own' },
  query: z.strictObject(periodQuery),
  answer: ownFigures,
});
