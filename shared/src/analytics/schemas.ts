import * as z from 'zod';
import { evidence, refusalReason } from '../learning/index.ts';
import { regionCode } from '../identity/index.ts';
import { durationMs, id, instant, localDate, pageOf, pageQuery } from '../kernel/index.ts';
import { periodQuery } from './periods.ts';

/** From the province down to what one learner studied. An employer begins at himself instead of region and institution. */
export const figureLevels = [
  'region',
  'institution',
  'employer',
  'class',
  'learner',
  'course',
  'lesson',
] as const;
export const figureLevel = z.enum(figureLevels);
export type FigureLevel = z.infer<typeof figureLevel>;

/** Where one looks; of several places the narrowest counts. Without one it is all that the caller may see. */
export const figurePlace = {
  regionCode: regionCode.optional(),
  institutionId: id().optional(),
  classId: id().optional(),
  enrolmentId: id().optional(),
  /** With an enrolment. */
  lessonId: id().optional(),
};

export const figuresQuery = pageQuery.extend({
  ...figurePlace,
  ...periodQuery,
  /** What the sum is taken apart into: the next level down, or the courses where there are any. */
  parts: z.enum(['next', 'courses']).default('next'),
  sort: z.enum(['name', 'credited', '-credited', 'change', '-change']).default('-credited'),
});

/** Time of a period. Raw time is credited and refused time together. */
export const studyTime = { creditedMs: durationMs(), rawMs: durationMs() };

/** A course of an enrolment is finished when every lesson of it is done; as of now, whatever the period. */
export const courseCounts = z.object({ joined: z.int(), finished: z.int(), unfinished: z.int() });

export const figureTotals = z.object({
  ...studyTime,
  /** Enrolments of classes that ran in the period, without those that were removed. */
  enrolled: z.int(),
  /** Credited time divided by `enrolled`; null where nobody is. */
  averageCreditedMs: durationMs().nullable(),
  courses: courseCounts,
  /** Not yet: nothing counts exercises and examinations so far. */
  exercises: z.null(),
  exams: z.null(),
});
export type FigureTotals = z.infer<typeof figureTotals>;

export const figureBucket = z.object({
  from: localDate(),
  to: localDate(),
  /** False where the period cuts the week or month. */
  whole: z.boolean(),
  ...studyTime,
  /** Credited time against the day, week or month before it; null where one of the two is cut or not shown. */
  changeMs: z.int().nullable(),
});
export type FigureBucket = z.infer<typeof figureBucket>;

export const figureStep = z.object({
  level: figureLevel,
  /** A region is named by its code. */
  id: z.string(),
  /** Empty for a region, whose name each screen knows; masked for a learner. */
  name: z.string(),
});
export type FigureStep = z.infer<typeof figureStep>;

export const figurePart = figureStep.extend({
  ...studyTime,
  /** Credited in as many days before the period. */
  beforeCreditedMs: durationMs(),
  enrolled: z.int().nullable(),
  averageCreditedMs: durationMs().nullable(),
  courses: courseCounts.nullable(),
  /** For a learner of a class. */
  rosterNumber: z.int().nullable(),
});
export type FigurePart = z.infer<typeof figurePart>;

export const figures = z.object({
  /** The instant up to which the ledger is in these sums; null before they were made for the first time. */
  asOf: instant().nullable(),
  /** The widest place first; the last is where one looks. */
  trail: z.array(figureStep),
  period: z.object({ from: localDate(), to: localDate(), days: z.int() }),
  before: z.object({ from: localDate(), to: localDate(), ...studyTime }),
  totals: figureTotals,
  /** Minutes of a class hour; null where the programmes of this place differ. */
  minutesPerClassHour: z.int().nullable(),
  series: z.array(figureBucket),
  /** What may be asked for as `parts` here; none where there is nothing further down. */
  can: z.object({ next: figureLevel.nullable(), courses: z.boolean() }),
  parts: pageOf(figurePart),
});
export type Figures = z.infer<typeof figures>;

/** One run of the ledger: the end of every way down. */
export const figureRun = z.object({
  runId: id(),
  day: localDate(),
  startedAt: instant(),
  endedAt: instant(),
  /** Below zero where it takes back what another run had. */
  ms: z.int(),
  credited: z.boolean(),
  /** Why it was not credited. */
  reason: refusalReason.nullable(),
  /** Studied, or written by a check or a decision of two people. */
  cause: z.enum(['study', 'check', 'decision']),
  evidence,
});
export type FigureRun = z.infer<typeof figureRun>;

/** An open class that somebody should do something about. */
export const figureAttention = z.object({
  classId: id(),
  name: z.string(),
  closesOn: localDate(),
  daysLeft: z.int(),
  /** Courses of those who look or are looked after that are not finished. */
  unfinished: z.int(),
  /** Whether nothing was credited in it for a week. */
  silent: z.boolean(),
});
export type FigureAttention = z.infer<typeof figureAttention>;

/** A learner's own study in a period. */
export const ownFigures = z.object({
  asOf: instant(),
  period: z.object({ from: localDate(), to: localDate(), days: z.int() }),
  before: z.object({ from: localDate(), to: localDate(), ...studyTime }),
  totals: z.object({ ...studyTime, studiedDays: z.int(), courses: courseCounts }),
  minutesPerClassHour: z.int().nullable(),
  series: z.array(figureBucket),
  courses: z.array(figurePart),
});
export type OwnFigures = z.infer<typeof ownFigures>;
