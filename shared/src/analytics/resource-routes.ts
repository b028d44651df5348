import * as z from 'zod';
import { defineRoute, id, pageOf } from '../kernel/index.ts';
import { resourceDetail, resourceRow, resourcesQuery, resourceTotals } from './resources.ts';

export const listResources = defineRoute({
  id: 'analytics.listResources',
  method: 'GET',
  path: '/api/v1/resources',
  summary: 'How the resources of the own institution are used, and what they take to store',
  permission: 'asset:read',
  scope: { of: 'organisation' },
  query: resourcesQuery,
  answer: pageOf(resourceRow).extend({ totals: resourceTotals }),
});

export const getResource = defineRoute({
  id: 'analytics.getResource',
  method: 'GET',
  path: '/api/v1/resources/{resourceId}',
  summary:
    'One resource: heat along its axis in bins of five seconds, where learners drop off, and where it is used',
  permission: 'asset:read',
  scope: { of: 'subject', kind: 'resource', param: 'resourceId' },
  params: z.object({ resourceId: id() }),
  answer: z.object({ resource: resourceDetail }),
});
