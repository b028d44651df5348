import * as z from 'zod';
import { checkSteps, id, importFaults, importShape } from '../kernel/index.ts';
import { lessonKind } from './schemas.ts';

/** Columns of an outline, in the order of the template; the first two are for a file of several programmes. */
export const outlineColumns = [
  'programme',
  'occupation',
  'course',
  'chapter',
  'lesson',
  'kind',
  'minutes',
  'asset',
  'text',
] as const;
export type OutlineColumn = (typeof outlineColumns)[number];

/** What may be wrong with a cell of an outline. */
export const outlineFaultCodes = [
  'required',
  'too-short',
  'too-long',
  'occupation-code',
  'occupation-differs',
  'unknown-kind',
  'minutes',
  'minutes-differ',
  'unknown-asset',
  'ambiguous-asset',
  'not-a-film',
  'asset-in-text',
  'text-in-film',
  'too-many-lessons',
  'too-many-parts',
] as const;
export type OutlineFaultCode = (typeof outlineFaultCodes)[number];

/** A lesson as a row of the file tells it; empty cells of programme, course and chapter have taken what stands above. */
export const outlineRow = z.object({
  /** In the file, where the first is 1. */
  row: z.int(),
  /** Empty in a file that names no programmes. */
  programme: z.string(),
  course: z.string(),
  chapter: z.string(),
  lesson: z.string(),
  kind: lessonKind.nullable(),
  minutes: z.int().nullable(),
  /** Name of the film. */
  asset: z.string().nullable(),
  /** By `outlineColumns` and `outlineFaultCodes`. */
  faults: importFaults,
});
export type OutlineRow = z.infer<typeof outlineRow>;

export const programmeImport = z.object({
  ...importShape,
  /** What is done now, in this order: three steps of the check, two of the acceptance. */
  step: z.enum([...checkSteps, 'composing', 'writing']).nullable(),
  /** Whether the file names its programmes; else whoever accepts it names the one. */
  named: z.boolean(),
  /** Parts that the outline has, once it was checked. */
  programmes: z.int(),
  courses: z.int(),
  chapters: z.int(),
  /** Once accepted: how many programmes there are now, and their one if it is one. */
  made: z.int().nullable(),
  programmeId: id().nullable(),
});
export type ProgrammeImport = z.infer<typeof programmeImport>;
