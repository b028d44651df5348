import * as z from 'zod';
import { instant } from './clock.ts';
import { id } from './ids.ts';
import { plainLine } from './plain-text.ts';
import type { ProblemTable } from './problem.ts';

/** What one file of an import may hold. */
export const mostImportRows = 20_000;
export const mostImportBytes = 4 * 1024 * 1024;

/** A file that is given to be imported: CSV or Excel, in base64. */
export const importFile = z.strictObject({
  fileName: z.string().overwrite(plainLine).min(1).max(200),
  content: z.base64().min(1).max(5_600_000),
});
export type ImportFile = z.output<typeof importFile>;
/** Of a request with such a file. */
export const mostImportBodyBytes = 5_700_000;

/**
 * `waiting` and `checking` until every row was looked at, `previewed` until somebody decides, `accepting` while rows are
 * written. The others are ends; of `failed` the fault tells why.
 */
export const importState = z.enum([
  'waiting',
  'checking',
  'previewed',
  'accepting',
  'accepted',
  'cancelled',
  'failed',
  'expired',
]);
export type ImportState = z.infer<typeof importState>;

/** Steps of every check, in this order; those of the acceptance are the kind's own. */
export const checkSteps = ['reading', 'checking', 'keeping'] as const;

/** What every import tells; a kind adds its step and what came of it. */
export const importShape = {
  id: id(),
  fileName: z.string(),
  state: importState,
  /** Of the check or of the acceptance. */
  percent: z.int(),
  /** Why it failed: a problem code. */
  fault: z.string().nullable(),
  /** Rows without and with faults. */
  good: z.int(),
  bad: z.int(),
  expiresAt: instant(),
};
/** An import as any page of imports understands it. */
export type ImportView = z.infer<z.ZodObject<typeof importShape>> & { readonly step: string | null };

/** What is wrong with a row of a file, each with one of the columns and one of the codes of its kind. */
export const importFaults = z.array(z.object({ column: z.string(), code: z.string() }));

export const importRowsShown = z.enum(['all', 'faulty']);
export type ImportRowsShown = z.infer<typeof importRowsShown>;

/** What may be wrong with a whole file, and with an import that somebody decides about. */
export const importProblems = {
  'import-unreadable': { status: 422, title: 'The file is not a CSV or Excel table' },
  'import-columns': { status: 422, title: 'Columns are missing; see the template' },
  'import-empty': { status: 422, title: 'The file has no rows' },
  'import-too-long': { status: 422, title: 'The file has too many rows' },
  'import-gone': { status: 409, title: 'This import was accepted already or has expired' },
  'import-broken': { status: 500, title: 'The file could not be worked on; nothing was written' },
} as const satisfies ProblemTable;
