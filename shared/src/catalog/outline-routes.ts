import * as z from 'zod';
import { defineRoute, id, plainLine } from '../kernel/index.ts';
import { outlineCheck } from './outline-import.ts';
import { createProgramme } from './routes.ts';
import { programme } from './schemas.ts';

const file = {
  fileName: z.string().overwrite(plainLine).min(1).max(200),
  content: z.base64().min(1).max(1_400_000),
};
const problems = ['outline-unreadable', 'outline-columns', 'outline-empty', 'outline-too-long'] as const;

export const checkOutline = defineRoute({
  id: 'catalog.checkOutline',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/programme-outline-checks',
  summary:
    'Read an outline (CSV or Excel in base64, at most 1 MB, 1,000 lessons) and show every fault; writes nothing',
  permission: 'programme:write',
  scope: { of: 'organisation' },
  body: z.strictObject({ ...file, locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  answer: z.object({ outline: outlineCheck }),
  maxBodyBytes: 1_500_000,
  problems,
});

export const importProgramme = defineRoute({
  id: 'catalog.importProgramme',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/programme-imports',
  summary:
    'Make a programme out of an outline without faults, as a draft; the same id again answers the same programme',
  permission: 'programme:write',
  scope: { of: 'organisation' },
  body: createProgramme.body.extend({ programmeId: id(), ...file }),
  answer: z.object({ programme }),
  status: 201,
  maxBodyBytes: 1_500_000,
  problems: [...problems, 'outline-faults', 'conflict'],
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
