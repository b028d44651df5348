import * as z from 'zod';
import {
  defineRoute,
  id,
  importFile,
  importRowsShown,
  mostImportBodyBytes,
  noContent,
  pageOf,
  pageQuery,
} from '../kernel/index.ts';
import { importRow, rosterImport } from './schemas.ts';

const params = z.object({ classId: id() });
const scope = { of: 'subject', kind: 'class', param: 'classId' } as const;
const ofImport = params.extend({ importId: id() });

export const previewImport = defineRoute({
  id: 'classes.previewImport',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/classes/{classId}/roster-imports',
  summary:
    'Give a CSV or Excel roster (base64, at most 4 MB, 20,000 rows) to be checked in the background; enrols nobody',
  permission: 'roster:write',
  scope,
  params,
  body: importFile,
  answer: z.object({ rosterImport }),
  status: 201,
  maxBodyBytes: mostImportBodyBytes,
  problems: ['class-ended'],
});

export const getImport = defineRoute({
  id: 'classes.getImport',
  method: 'GET',
  path: '/api/v1/classes/{classId}/roster-imports/{importId}',
  summary: 'How far an import is, and what came of it',
  permission: 'roster:write',
  scope,
  params: ofImport,
  answer: z.object({ rosterImport }),
});

export const listImportRows = defineRoute({
  id: 'classes.listImportRows',
  method: 'GET',
  path: '/api/v1/classes/{classId}/roster-imports/{importId}/rows',
  summary: 'Rows of a checked file in its order, or those with faults alone; none once it has ended',
  permission: 'roster:write',
  scope,
  params: ofImport,
  query: pageQuery.extend({ show: importRowsShown.default('all') }),
  answer: pageOf(importRow),
});

export const markedRoster = defineRoute({
  id: 'classes.markedRoster',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/classes/{classId}/roster-imports/{importId}/marked-copy',
  summary:
    'The file that was given, with a column that tells what is wrong with each row; Excel or CSV as it came',
  permission: 'roster:write',
  scope,
  params: ofImport,
  query: z.strictObject({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  answer: { mediaType: 'application/octet-stream' },
  problems: ['import-gone'],
});

export const acceptImport = defineRoute({
  id: 'classes.acceptImport',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/classes/{classId}/roster-imports/{importId}/acceptance',
  summary:
    'Enrol the good rows of a previewed import in the background, all or none; again it answers the same',
  permission: 'roster:write',
  scope,
  params: ofImport,
  answer: z.object({ rosterImport }),
  problems: ['import-gone', 'import-no-good-row', 'class-ended'],
});

export const cancelImport = defineRoute({
  id: 'classes.cancelImport',
  method: 'DELETE',
  path: '/api/v1/classes/{classId}/roster-imports/{importId}',
  summary: 'Give an import up: its file and rows are deleted, and nobody of it is enrolled',
  permission: 'roster:write',
  scope,
  params: ofImport,
  answer: noContent,
  status: 204,
  problems: ['import-gone'],
});

export const rosterTemplate = defineRoute({
  id: 'classes.rosterTemplate',
  method: 'GET',
  path: '/api/v1/roster-template.csv',
  summary: 'An empty roster with its column names',
  permission: 'class:read',
  scope: { of: 'organisation' },
  answer: { mediaType: 'text/csv' },
});
