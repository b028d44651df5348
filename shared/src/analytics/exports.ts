import * as z from 'zod';
import { classesRoutes } from '../classes/index.ts';
import { role } from '../identity/index.ts';
import { id, instant, localDate, plainText } from '../kernel/index.ts';
import { learningRoutes } from '../learning/index.ts';
import { resourceKind, resourcesQuery } from './resources.ts';
import { figuresQuery } from './schemas.ts';

const wholeList = { page: true, pageSize: true } as const;

/**
 * What is exported: the kind, the place, and the query of the page that shows the same, so that a file holds exactly
 * what is filtered there.
 */
export const exportSubject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('class-progress'),
    classId: id(),
    ...learningRoutes.classProgress.query.omit(wholeList).shape,
  }),
  z.strictObject({
    kind: z.literal('roster'),
    classId: id(),
    ...classesRoutes.listEnrolments.query.omit(wholeList).shape,
  }),
  /** Every run of the ledger of a class, or of one learner of it, within some days. */
  z.strictObject({
    kind: z.literal('runs'),
    classId: id(),
    enrolmentId: id().optional(),
    from: localDate(),
    to: localDate(),
  }),
  z.strictObject({ kind: z.literal('staff-progress') }),
  /** Learners of a class by the days of a month; without one, the month that the page shows. */
  z.strictObject({
    kind: z.literal('attendance'),
    classId: id(),
    month: classesRoutes.classAttendance.query.shape.month,
  }),
  /** What a page of figures takes a place apart into; all of it whatever the page. */
  z.strictObject({ kind: z.literal('figures'), ...figuresQuery.omit({ ...wholeList, by: true }).shape }),
  /** Every digital resource of the institution that is filtered, and how it is used. */
  z.strictObject({
    kind: z.literal('resources'),
    ...resourcesQuery.omit({ ...wholeList, kind: true }).shape,
    resourceKind: resourceKind.optional(),
  }),
]);
export type ExportSubject = z.output<typeof exportSubject>;
export type ExportKind = ExportSubject['kind'];
export const exportKinds = [
  'class-progress',
  'roster',
  'runs',
  'staff-progress',
  'attendance',
  'figures',
  'resources',
] as const satisfies ExportKind[];

export const exportFormat = z.enum(['xlsx', 'csv']);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportLocale = z.enum(['zh-CN', 'en']);
export type ExportLocale = z.infer<typeof exportLocale>;

/**
 * `asked`: unmasked, and a second person has not decided. `waiting`: for a worker. The file is there while it is `ready`.
 */
export const exportStates = [
  'asked',
  'refused',
  'waiting',
  'working',
  'ready',
  'failed',
  'cancelled',
  'expired',
] as const;
export const exportState = z.enum(exportStates);
export type ExportState = z.infer<typeof exportState>;

/** Why there is no file: the maker's role ended, what he asked for is gone, or a fault of ours. */
export const exportFailures = ['role-ended', 'not-found', 'fault'] as const;
export const exportFailure = z.enum(exportFailures);
export type ExportFailure = z.infer<typeof exportFailure>;

/** One thing that was filtered by: a text as it is (a name, a date), or a word that each language has. */
export const exportFilter = z.object({
  code: z.string(),
  text: z.string().nullable(),
  word: z.string().nullable(),
});
export type ExportFilter = z.infer<typeof exportFilter>;

export const exportRow = z.object({
  exportId: id(),
  kind: z.enum(exportKinds),
  filters: z.array(exportFilter),
  format: exportFormat,
  masked: z.boolean(),
  state: exportState,
  /** Rows written of rows counted. */
  percent: z.int(),
  rows: z.int().nullable(),
  bytes: z.int().nullable(),
  /** Of the file, in hexadecimal digits. */
  sha256: z.string().nullable(),
  failure: exportFailure.nullable(),
  madeAt: instant(),
  /** When the file goes, or a request lapses. */
  expiresAt: instant().nullable(),
  can: z.object({ cancel: z.boolean(), open: z.boolean() }),
});
export type ExportRow = z.infer<typeof exportRow>;

/** What the second person decides about. */
export const exportRequest = z.object({
  exportId: id(),
  kind: z.enum(exportKinds),
  filters: z.array(exportFilter),
  format: exportFormat,
  role,
  organisationName: z.string().nullable(),
  maskedName: z.string(),
  reason: z.string(),
  state: exportState,
  askedAt: instant(),
  decidedAt: instant().nullable(),
  /** How often the file was opened. */
  opened: z.int(),
  can: z.object({ decide: z.boolean() }),
});
export type ExportRequest = z.infer<typeof exportRequest>;

export const exportReason = () => z.string().overwrite(plainText).trim().min(5).max(1000);
