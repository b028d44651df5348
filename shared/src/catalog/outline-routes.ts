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
import { outlineRow, programmeImport } from './outline-import.ts';
import { createProgramme } from './routes.ts';

const params = z.object({ programmeImportId: id() });
const scope = { of: 'subject', kind: 'programme-import', param: 'programmeImportId' } as const;
const permission = 'programme:write';
const { name, occupationCode } = createProgramme.body.shape;

export const previewProgrammes = defineRoute({
  id: 'catalog.previewProgrammes',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/programme-imports',
  summary:
    'Give a CSV or Excel outline (base64, at most 4 MB, 20,000 lessons) to be checked in the background; makes nothing',
  permission,
  scope: { of: 'organisation' },
  body: importFile,
  answer: z.object({ programmeImport }),
  status: 201,
  maxBodyBytes: mostImportBodyBytes,
});

export const getProgrammeImport = defineRoute({
  id: 'catalog.getProgrammeImport',
  method: 'GET',
  path: '/api/v1/programme-imports/{programmeImportId}',
  summary: 'How far an import is, and what came of it',
  permission,
  scope,
  params,
  answer: z.object({ programmeImport }),
});

export const listOutlineRows = defineRoute({
  id: 'catalog.listOutlineRows',
  method: 'GET',
  path: '/api/v1/programme-imports/{programmeImportId}/rows',
  summary: 'Lessons of a checked file in its order, or those with faults alone; none once it has ended',
  permission,
  scope,
  params,
  query: pageQuery.extend({ show: importRowsShown.default('all') }),
  answer: pageOf(outlineRow),
});

export const markedOutline = defineRoute({
  id: 'catalog.markedOutline',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/programme-imports/{programmeImportId}/marked-copy',
  summary:
    'The file that was given, with a column that tells what is wrong with each row; Excel or CSV as it came',
  permission,
  scope,
  params,
  query: z.strictObject({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  answer: { mediaType: 'application/octet-stream' },
  problems: ['import-gone'],
});

export const acceptProgrammes = defineRoute({
  id: 'catalog.acceptProgrammes',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/programme-imports/{programmeImportId}/acceptance',
  summary:
    'Make drafts of a previewed outline without faults in the background, all or none; again it answers the same',
  permission,
  scope,
  params,
  /** Of the one programme of a file that names none; else the file tells both. */
  body: z.strictObject({ name: name.optional(), occupationCode: occupationCode.optional() }),
  answer: z.object({ programmeImport }),
  problems: ['import-gone', 'outline-faults'],
});

export const cancelProgrammeImport = defineRoute({
  id: 'catalog.cancelProgrammeImport',
  method: 'DELETE',
  path: '/api/v1/programme-imports/{programmeImportId}',
  summary: 'Give an import up: its file and rows are deleted, and nothing is made of it',
  permission,
  scope,
  params,
  answer: noContent,
  status: 204,
  problems: ['import-gone'],
});

export const outlineTemplate = defineRoute({
  id: 'catalog.outlineTemplate',
  method: 'GET',
  path: '/api/v1/outline-template.csv',
  summary: 'An outline with its column names and two lessons as examples',
  permission: 'programme:read',
  scope: { of: 'organisation' },
  answer: { mediaType: 'text/csv' },
});
