import * as z from 'zod';
import { defineRoute, id, pageOf, pageQuery, plainLine } from '../kernel/index.ts';
import { draftCourse, programme, programmeRow, studyRules } from './schemas.ts';

const params = z.object({ programmeId: id() });
const scope = { of: 'subject', kind: 'programme', param: 'programmeId' } as const;
/** Part of a name; white space at its ends and letter case do not matter. */
const search = z.string().overwrite(plainLine).max(100).optional();
const name = z.string().overwrite(plainLine).min(2).max(100);
const occupationCode = z
  .string()
  .regex(/^\d-\d{2}-\d{2}-\d{2}$/, { error: 'occupation-code' })
  .nullable();

export const listProgrammes = defineRoute({
  id: 'catalog.listProgrammes',
  method: 'GET',
  path: '/api/v1/programmes',
  summary: 'Programmes of the own institution, newest change first; by part of the name if one is given',
  permission: 'programme:read',
  scope: { of: 'organisation' },
  query: pageQuery.extend({ search, only: z.literal('published').optional() }),
  answer: pageOf(programmeRow),
});

export const createProgramme = defineRoute({
  id: 'catalog.createProgramme',
  method: 'POST',
  path: '/api/v1/programmes',
  summary: 'Begin a programme as an empty draft',
  permission: 'programme:write',
  scope: { of: 'organisation' },
  body: z.strictObject({ name, occupationCode: occupationCode.default(null) }),
  answer: z.object({ programme }),
  status: 201,
});

export const getProgramme = defineRoute({
  id: 'catalog.getProgramme',
  method: 'GET',
  path: '/api/v1/programmes/{programmeId}',
  summary: 'The draft, what it still lacks, and the published versions',
  permission: 'programme:read',
  scope,
  params,
  answer: z.object({ programme }),
});

export const saveDraft = defineRoute({
  id: 'catalog.saveDraft',
  method: 'PUT',
  path: '/api/v1/programmes/{programmeId}/draft',
  summary: 'Save the whole draft: name, outline in order, rules. Refused if it was changed meanwhile',
  permission: 'programme:write',
  scope,
  params,
  body: z.strictObject({
    revision: z.int().min(0),
    name,
    occupationCode: occupationCode.default(null),
    courses: z.array(draftCourse).max(100),
    rules: studyRules,
  }),
  answer: z.object({ programme }),
  maxBodyBytes: 9_000_000,
  problems: ['conflict', 'repeated-id', 'foreign-asset', 'rules-window'],
});

export const publish = defineRoute({
  id: 'catalog.publish',
  method: 'POST',
  path: '/api/v1/programmes/{programmeId}/versions',
  summary: 'Publish the draft as the next immutable version',
  permission: 'programme:publish',
  scope,
  params,
  body: z.strictObject({ revision: z.int().min(0) }),
  answer: z.object({ programme }),
  status: 201,
  problems: ['conflict', 'draft-incomplete'],
});
