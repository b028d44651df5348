import * as z from 'zod';
import { durationMs, id, instant, plainLine, plainText } from '../kernel/index.ts';
import { attentionQuestions, checkRules } from './checks.ts';

const line = () => z.string().overwrite(plainLine);
const text = () => z.string().overwrite(plainText).trim();
const name = line().min(1).max(100);
/** Ids of the outline are made by the editor; they are kept in lower case, as the database compares them. */
const outlineId = () => id().toLowerCase();

/** A block of an image-text lesson. Text is plain: markup in it is shown, never interpreted. */
export const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), text: line().min(1).max(200) }),
  z.strictObject({ type: z.literal('paragraph'), text: text().min(1).max(5000) }),
  z.strictObject({
    type: z.literal('list'),
    ordered: z.boolean(),
    items: z.array(text().min(1).max(500)).min(1).max(50),
  }),
  z.strictObject({ type: z.literal('notice'), text: text().min(1).max(1000) }),
  z.strictObject({ type: z.literal('picture'), assetId: outlineId(), alt: line().min(1).max(200) }),
]);
export type Block = z.infer<typeof block>;

/** A lesson of a draft. A video lesson may wait for its asset; publication demands it. */
export const draftLesson = z.discriminatedUnion('kind', [
  z.strictObject({
    lessonId: outlineId(),
    kind: z.literal('video'),
    name,
    assetId: outlineId().nullable(),
    questions: attentionQuestions,
  }),
  z.strictObject({
    lessonId: outlineId(),
    kind: z.literal('image-text'),
    name,
    blocks: z.array(block).max(300),
    questions: attentionQuestions,
  }),
]);
export type DraftLesson = z.infer<typeof draftLesson>;
export const lessonKind = z.enum(['video', 'image-text']);
export type LessonKind = z.infer<typeof lessonKind>;

export const draftChapter = z.strictObject({
  chapterId: outlineId(),
  name,
  lessons: z.array(draftLesson).max(200),
});
export type DraftChapter = z.infer<typeof draftChapter>;
export const draftCourse = z.strictObject({
  courseId: outlineId(),
  name,
  chapters: z.array(draftChapter).max(100),
});
export type DraftCourse = z.infer<typeof draftCourse>;

/** How strongly a machine vouches for study: the browser's word, a device key, a provisioned kiosk; the weakest first. */
export const evidence = z.enum(['stated', 'signed', 'attested']);
export type Evidence = z.infer<typeof evidence>;

/** Whether evidence is less than what is demanded. */
export const isWeaker = (has: Evidence, least: Evidence): boolean =>
  evidence.options.indexOf(has) < evidence.options.indexOf(least);

/** Rules of credit of a programme (versioned with it); defaults are the field's (daily cap 8 class hours …). */
export const studyRules = z.strictObject({
  minutesPerClassHour: z.int().min(30).max(60).default(45),
  dailyCapMs: z.int().min(60_000).max(86_400_000).default(21_600_000),
  /** Local time of day in minutes; `from` 0 and `to` 1440 is all day. */
  permittedFromMinute: z.int().min(0).max(1439).default(360),
  permittedToMinute: z.int().min(1).max(1440).default(1320),
  maxRate: z.number().min(1).max(2).default(1),
  maxGapMs: z.int().min(15_000).max(300_000).default(60_000),
  beatEveryMs: z.int().min(5_000).max(30_000).default(15_000),
  seekForwardOnFirstViewing: z.boolean().default(false),
  leasePolicy: z.enum(['take-over', 'refuse']).default('take-over'),
  /** Whether media earned once by an account may be earned again. */
  allowEarnAgain: z.boolean().default(false),
  /** On what learners must study for it to count. */
  leastEvidence: evidence.default('stated'),
  /** Checks during study; null for a programme without them. */
  checks: checkRules.nullable().default(null),
});
export type StudyRules = z.infer<typeof studyRules>;

/** What a draft may lack. */
export const draftFaultCodes = [
  'no-course',
  'empty-course',
  'empty-chapter',
  'no-asset',
  'asset-not-ready',
  'no-blocks',
  'picture-not-ready',
  'too-few-questions',
  'no-face-provider',
  'no-check-falls-due',
] as const;
export type DraftFaultCode = (typeof draftFaultCodes)[number];

/**
 * What is wrong with a draft before it can be published; `at` is a JSON pointer into the draft
 * (`/courses/0/chapters/1/lessons/0/blocks/2`), `code` one of `draftFaultCodes`.
 */
export const draftFault = z.object({ at: z.string(), code: z.string() });
export type DraftFault = z.infer<typeof draftFault>;

export const programmeVersionRow = z.object({
  versionId: id(),
  number: z.int(),
  publishedAt: instant(),
  lessons: z.int(),
  durationMs: durationMs(),
});
export type ProgrammeVersionRow = z.infer<typeof programmeVersionRow>;

export const programmeRow = z.object({
  id: id(),
  name: z.string(),
  state: z.enum(['draft', 'published', 'changed']),
  latestVersion: programmeVersionRow.nullable(),
  lessons: z.int(),
  changedAt: instant(),
});
export type ProgrammeRow = z.infer<typeof programmeRow>;

export const programme = z.object({
  id: id(),
  name: z.string(),
  occupationCode: z.string().nullable(),
  state: z.enum(['draft', 'published', 'changed']),
  /** Grows with every saved change; send back the one you read. */
  revision: z.int(),
  courses: z.array(draftCourse),
  rules: studyRules,
  faults: z.array(draftFault),
  versions: z.array(programmeVersionRow),
  can: z.object({ write: z.boolean(), publish: z.boolean() }),
});
export type Programme = z.infer<typeof programme>;
