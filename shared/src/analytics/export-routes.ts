import * as z from 'zod';
import { defineRoute, id, pageOf, pageQuery } from '../kernel/index.ts';
import {
  exportFormat,
  exportLocale,
  exportReason,
  exportRequest,
  exportRow,
  exportState,
  exportSubject,
} from './exports.ts';

const params = z.object({ exportId: id() });
const wanted = {
  subject: exportSubject,
  format: exportFormat,
  /** The language of headings and words in the file. */
  locale: exportLocale,
};

export const makeExport = defineRoute({
  id: 'analytics.makeExport',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/exports',
  summary: 'Have what a page shows written to a file, personal data masked',
  permission: 'export:make',
  scope: { of: 'own' },
  body: z.strictObject(wanted),
  answer: z.object({ export: exportRow }),
  status: 201,
  problems: ['export-limit', 'export-period'],
});

export const askUnmaskedExport = defineRoute({
  id: 'analytics.askUnmaskedExport',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/unmasked-exports',
  summary:
    'Ask for a file with personal data in clear: with a reason and the own password; a second person decides',
  permission: 'export:unmasked',
  scope: { of: 'own' },
  body: z.strictObject({ ...wanted, reason: exportReason(), password: z.string().min(1).max(128) }),
  answer: z.object({ export: exportRow }),
  status: 201,
  problems: ['export-limit', 'export-period', 'password-wrong', 'sign-in-locked'],
});

export const listExports = defineRoute({
  id: 'analytics.listExports',
  polled: true,
  method: 'GET',
  path: '/api/v1/exports',
  summary: 'Own exports under the present assignment, newest first',
  permission: 'export:make',
  scope: { of: 'own' },
  query: pageQuery,
  answer: pageOf(exportRow),
});

export const getExport = defineRoute({
  id: 'analytics.getExport',
  method: 'GET',
  path: '/api/v1/exports/{exportId}',
  summary: 'How far an own export is',
  permission: 'export:make',
  scope: { of: 'own' },
  params,
  answer: z.object({ export: exportRow }),
});

export const cancelExport = defineRoute({
  id: 'analytics.cancelExport',
  method: 'POST',
  path: '/api/v1/exports/{exportId}/cancellation',
  summary: 'Stop an own export; what was written so far goes',
  permission: 'export:make',
  scope: { of: 'own' },
  params,
  answer: z.object({ export: exportRow }),
  problems: ['export-over'],
});

export const openExport = defineRoute({
  id: 'analytics.openExport',
  weight: 'media',
  method: 'GET',
  path: '/api/v1/exports/{exportId}/file',
  summary: 'The file, for its maker alone and until it expires',
  permission: 'export:make',
  scope: { of: 'own' },
  params,
  answer: { mediaType: 'application/octet-stream' },
  problems: ['export-gone'],
});

export const listExportRequests = defineRoute({
  id: 'analytics.listExportRequests',
  method: 'GET',
  path: '/api/v1/export-requests',
  summary: 'Unmasked exports that were asked for, those that wait first',
  permission: 'export:approve',
  scope: { of: 'platform' },
  query: pageQuery.extend({ state: exportState.optional() }),
  answer: pageOf(exportRequest),
});

export const decideExportRequest = defineRoute({
  id: 'analytics.decideExportRequest',
  method: 'POST',
  path: '/api/v1/export-requests/{exportId}/decision',
  summary: 'Agree to an unmasked export, or refuse it',
  permission: 'export:approve',
  scope: { of: 'platform' },
  params,
  body: z.strictObject({ agree: z.boolean() }),
  answer: z.object({ request: exportRequest }),
  problems: ['export-over', 'export-second-person'],
});
