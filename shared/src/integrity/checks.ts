import * as z from 'zod';
import { checkKind } from '../catalog/index.ts';
import { durationMs, id, instant, localDate } from '../kernel/index.ts';
import { studyGate } from '../learning/index.ts';

/** What called for a check: a day's start, a secret moment, the end of all lessons, or the learner after a missed one. */
export const checkOccasion = z.enum(['start', 'random', 'end', 'make-up']);
export type CheckOccasion = z.infer<typeof checkOccasion>;

/** A check that waits for an answer, as the learner sees it. The right answer never leaves the server. */
export const openCheck = z.object({
  checkId: id(),
  kind: checkKind,
  occasion: checkOccasion,
  issuedAt: instant(),
  answerBy: instant(),
  /** Left by the server's clock when this was answered; the page counts down from it. */
  leftMs: durationMs(),
  /** Further tries after this one. */
  triesLeft: z.int(),
  question: z.object({ text: z.string(), options: z.array(z.string()) }).nullable(),
  /** Where a code was sent: to the notices of the portal, and by e-mail where there is an address. */
  codeSentTo: z.array(z.enum(['notice', 'email'])),
});
export type OpenCheck = z.infer<typeof openCheck>;

/** The gate of one enrolment. */
export const standing = z.object({
  enrolmentId: id(),
  gate: studyGate,
  check: openCheck.nullable(),
  /** Credit since the last passed check, which a missed one would cancel. */
  unprovedMs: durationMs(),
  passed: z.int(),
  missed: z.int(),
  missesAllowed: z.int(),
  /** More was missed, or not made up for in time, than the programme allows: an operator decides. */
  stopped: z.boolean(),
  makeUpWorkingDays: z.int(),
});
export type Standing = z.infer<typeof standing>;

export const checkRow = z.object({
  checkId: id(),
  enrolmentId: id(),
  className: z.string(),
  lessonName: z.string().nullable(),
  kind: checkKind,
  occasion: checkOccasion,
  issuedAt: instant(),
  closedAt: instant().nullable(),
  state: z.enum(['issued', 'passed', 'missed']),
  tries: z.int(),
  cancelledMs: durationMs(),
});
export type CheckRow = z.infer<typeof checkRow>;

/** Time that a missed check cancelled and that may be studied again until a day. */
export const makeUp = z.object({
  checkId: id(),
  enrolmentId: id(),
  className: z.string(),
  lessonId: id(),
  lessonName: z.string(),
  ms: durationMs(),
  dueOn: localDate(),
  state: z.enum(['due', 'done', 'lapsed']),
});
export type MakeUp = z.infer<typeof makeUp>;
