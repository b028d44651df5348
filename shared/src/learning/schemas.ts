import * as z from 'zod';
import { block, evidence, lessonKind } from '../catalog/index.ts';
import { durationMs, id, instant, localDate } from '../kernel/index.ts';
import { lessonState, refusal, refusalReason, studyGate } from './beats.ts';

export { evidence, type Evidence } from '../catalog/index.ts';

export const terminal = z.enum(['web', 'home', 'kiosk']);

/** The rules a page needs to behave well; the server applies its own copy. */
export const leaseRules = z.object({
  maxRate: z.number(),
  maxGapMs: durationMs(),
  seekForwardOnFirstViewing: z.boolean(),
  dailyCapMs: durationMs(),
  permittedFromMinute: z.int(),
  permittedToMinute: z.int(),
  minutesPerClassHour: z.int(),
});

export const studyLease = z.object({
  leaseId: id(),
  epoch: z.int(),
  lessonId: id(),
  kind: lessonKind,
  durationMs: durationMs(),
  resumeAtMs: durationMs(),
  frontierMs: durationMs(),
  state: lessonState,
  creditedMs: durationMs(),
  today: z.object({ creditedMs: durationMs(), capMs: durationMs() }),
  beatEveryMs: z.int(),
  rules: leaseRules,
  nonce: z.string(),
  gate: studyGate,
  /** Null for an image-text lesson, whose blocks are fetched under the lease. */
  playback: z.object({ playlistUrl: z.string(), posterUrl: z.string().nullable() }).nullable(),
  /** Places of the blocks of an image-text lesson on its axis; null for video. */
  blocks: z.array(z.object({ fromMs: durationMs(), toMs: durationMs() })).nullable(),
  /** The server's half of the key of this lease (X25519); null where no machine signed for it. */
  agreementKey: z.string().nullable(),
});
export type StudyLeaseView = z.infer<typeof studyLease>;

/** A block as the learner reads it; a picture comes with its link. */
export const readBlock = z.object({
  index: z.int(),
  fromMs: durationMs(),
  toMs: durationMs(),
  block,
  pictureUrl: z.string().nullable(),
});

export const lessonProgress = z.object({
  lessonId: id(),
  kind: lessonKind,
  name: z.string(),
  durationMs: durationMs(),
  creditedMs: durationMs(),
  state: lessonState,
});

export const learnerClass = z.object({
  classId: id(),
  enrolmentId: id(),
  name: z.string(),
  programmeName: z.string(),
  institutionName: z.string(),
  opensOn: localDate(),
  closesOn: localDate(),
  state: z.enum(['upcoming', 'open', 'finished', 'suspended']),
  minutesPerClassHour: z.int(),
  /** What a place must vouch for to study it there. */
  leastEvidence: evidence,
  /** Time studied in it, counted or not. */
  rawMs: durationMs(),
  courses: z.array(
    z.object({
      courseId: id(),
      name: z.string(),
      chapters: z.array(z.object({ name: z.string(), lessons: z.array(lessonProgress) })),
    }),
  ),
});
export type LearnerClass = z.infer<typeof learnerClass>;

export const today = z.object({
  date: localDate(),
  rawMs: durationMs(),
  creditedMs: durationMs(),
  capMs: durationMs(),
  minutesPerClassHour: z.int(),
  /** Where to go on; null when nothing is left to study. */
  continue: z
    .object({
      enrolmentId: id(),
      className: z.string(),
      courseName: z.string(),
      lesson: lessonProgress,
      leftMs: durationMs(),
      leastEvidence: evidence,
    })
    .nullable(),
  /** Classes that end soon or have not begun, nearest first. */
  due: z.array(
    z.object({
      classId: id(),
      name: z.string(),
      closesOn: localDate(),
      lessonsLeft: z.int(),
      daysLeft: z.int(),
    }),
  ),
});

export const day = z.object({ date: localDate(), rawMs: durationMs(), creditedMs: durationMs() });

/**
 * What goes with every pair of raw and credited time: how much of the credit still waits for a passed check, the
 * weakest evidence in it (null where nothing was credited), and the supervisor's own figure once it has spoken.
 */
export const verdicts = {
  unprovedMs: durationMs(),
  evidence: evidence.nullable(),
  supervisorMs: durationMs().nullable(),
};

export const record = z.object({
  asOf: instant(),
  totals: z.object({ rawMs: durationMs(), creditedMs: durationMs(), classHours: z.number(), ...verdicts }),
  courses: z.array(
    z.object({
      courseId: id(),
      name: z.string(),
      className: z.string(),
      minutesPerClassHour: z.int(),
      rawMs: durationMs(),
      creditedMs: durationMs(),
      classHours: z.number(),
      ...verdicts,
      lessons: z.array(lessonProgress.extend({ rawMs: durationMs(), refused: z.array(refusal) })),
    }),
  ),
  days: z.array(day),
  /** Refused time by reason over everything, with how often and when last. */
  refused: z.array(
    z.object({
      reason: refusalReason,
      ms: durationMs(),
      times: z.int(),
      lastAt: instant(),
      /** For `already-earned`: the lesson where it was counted. */
      lessonName: z.string().nullable(),
    }),
  ),
  /** The same time by lesson and local day, which an appeal names; the newest 200, newest first. */
  refusedDays: z.array(
    z.object({
      enrolmentId: id(),
      className: z.string(),
      lessonId: id(),
      lessonName: z.string(),
      day: localDate(),
      reason: refusalReason,
      ms: durationMs(),
    }),
  ),
});
export type LearnerRecord = z.infer<typeof record>;

/** A learner's progress in a class, for institution and employer. */
export const progressRow = z.object({
  enrolmentId: id(),
  rosterNumber: z.int(),
  maskedName: z.string(),
  className: z.string(),
  percent: z.int(),
  creditedMs: durationMs(),
  rawMs: durationMs(),
  classHours: z.number(),
  minutesPerClassHour: z.int(),
  ...verdicts,
  lessonsDone: z.int(),
  lessons: z.int(),
  lastStudiedOn: localDate().nullable(),
  /** Credited milliseconds of the last seven local days, oldest first. */
  lastDays: z.array(durationMs()),
  state: z.enum(['not-begun', 'behind', 'on-course', 'done', 'suspended', 'removed']),
});
export type ProgressRow = z.infer<typeof progressRow>;

/** Totals over every row of the list, not only the page shown. */
export const progressTotals = z.object({
  enrolled: z.int(),
  activeToday: z.int(),
  done: z.int(),
  creditedMs: durationMs(),
  rawMs: durationMs(),
  ...verdicts,
  averageCreditedMs: durationMs(),
  /** Length of a class hour where it is one and the same for every row; else null. */
  minutesPerClassHour: z.int().nullable(),
  asOf: instant(),
});
