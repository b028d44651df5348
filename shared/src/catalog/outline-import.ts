import * as z from 'zod';
import { lessonKind } from './schemas.ts';

/** Columns of an outline, in the order of the template. */
export const outlineColumns = ['course', 'chapter', 'lesson', 'kind', 'minutes', 'asset', 'text'] as const;
export type OutlineColumn = (typeof outlineColumns)[number];

/** What may be wrong with a cell of an outline. */
export const outlineFaultCodes = [
  'required',
  'too-long',
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

/** A lesson as a row of the file tells it; empty cells of course and chapter have taken what stands above. */
export const outlineRow = z.object({
  /** In the file, where the first is 1. */
  row: z.int(),
  course: z.string(),
  chapter: z.string(),
  lesson: z.string(),
  kind: lessonKind.nullable(),
  minutes: z.int().nullable(),
  /** Name of the film. */
  asset: z.string().nullable(),
  /** Each one of `outlineColumns` and one of `outlineFaultCodes`. */
  faults: z.array(z.object({ column: z.string(), code: z.string() })),
});
export type OutlineRow = z.infer<typeof outlineRow>;

export const outlineCheck = z.object({
  /** Parts that the outline would have. */
  courses: z.int(),
  chapters: z.int(),
  lessons: z.int(),
  /** Rows with faults; the programme is made only without any. */
  bad: z.int(),
  rows: z.array(outlineRow),
  /** The file with a column that tells what is wrong, in base64; null when nothing is. */
  markedCopy: z.object({ fileName: z.string(), content: z.string() }).nullable(),
});
export type OutlineCheck = z.infer<typeof outlineCheck>;
