import * as z from 'zod';
import { durationMs, id, instant, localDate, plainText } from '../kernel/index.ts';
import { refusalReason } from '../learning/index.ts';

/**
 * What a machine or browser says of itself when study begins. Only a session that is shown elsewhere points to anything;
 * the others stand beside a case as facts.
 */
export const machineSignalKinds = [
  'remote-session',
  'remote-control',
  'virtual-machine',
  'safe-exam-browser',
] as const;

/** What may point to study that was not the learner's own. None of them takes a second away by itself. */
export const signalKinds = [
  'many-switches',
  'regular-cadence',
  'two-addresses',
  'shared-device',
  'same-rhythm',
  'roster-one-address',
  'roster-one-device',
  ...machineSignalKinds,
] as const;
export const signalKind = z.enum(signalKinds);
export type SignalKind = z.infer<typeof signalKind>;

export const caseOrigin = z.enum(['signal', 'appeal', 'checks']);
export const caseState = z.enum(['open', 'proposed', 'decided']);
export const verdict = z.enum(['credited', ...refusalReason.options]);

/** Time of one enrolment that a decision moves from one verdict to another: correcting rows, nothing is edited. */
export const move = z.strictObject({
  lessonId: id(),
  day: localDate(),
  from: verdict,
  to: verdict,
  ms: durationMs().min(1),
});
export type Move = z.infer<typeof move>;

export const caseOutcome = z.enum(['no-change', 'corrected', 'reopened']);

/** What an appeal is about. */
export const appealSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refusal'), lessonId: id(), day: localDate(), reason: refusalReason }),
  z.strictObject({ kind: z.literal('check'), checkId: id() }),
  z.strictObject({ kind: z.literal('case'), caseId: id() }),
]);
export type AppealSubject = z.infer<typeof appealSubject>;

export const note = () => z.string().overwrite(plainText).trim().min(5).max(1000);

/** A case as the learner it is about sees it. */
export const myCase = z.object({
  caseId: id(),
  origin: caseOrigin,
  /** An appeal of the decision names it. */
  enrolmentId: id(),
  className: z.string(),
  subject: appealSubject.nullable(),
  lessonName: z.string().nullable(),
  text: z.string().nullable(),
  state: z.enum(['open', 'decided']),
  openedAt: instant(),
  decideBy: instant(),
  outcome: caseOutcome.nullable(),
  /** The reason that the people who decided give the learner. */
  reason: z.string().nullable(),
  decidedAt: instant().nullable(),
  movedMs: z.int(),
  mayAppeal: z.boolean(),
});
export type MyCase = z.infer<typeof myCase>;

export const caseRow = z.object({
  caseId: id(),
  origin: caseOrigin,
  state: caseState,
  enrolmentId: id(),
  className: z.string(),
  institutionName: z.string(),
  maskedName: z.string(),
  signals: z.array(signalKind),
  openedAt: instant(),
  decideBy: instant(),
  outcome: caseOutcome.nullable(),
});
export type CaseRow = z.infer<typeof caseRow>;

/** One thing on the time line beside a case. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    at: instant(),
    until: instant(),
    lessonId: id(),
    lessonName: z.string(),
    day: localDate(),
    verdict,
    ms: z.int(),
    cause: z.enum(['study', 'check', 'decision']),
  }),
  z.object({
    kind: z.literal('check'),
    at: instant(),
    until: instant(),
    state: z.enum(['issued', 'passed', 'missed']),
    tries: z.int(),
  }),
  z.object({
    kind: z.literal('signal'),
    at: instant(),
    until: instant(),
    signal: signalKind,
    /** Numbers behind it, by name; never personal data. */
    facts: z.record(z.string(), z.number()),
  }),
]);
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const caseDetail = caseRow.extend({
  subject: appealSubject.nullable(),
  /** The learner's own words. */
  text: z.string().nullable(),
  timeline: z.array(timelineEntry),
  /** Time by lesson, day and verdict that a decision may move. */
  standing: z.array(
    z.object({ lessonId: id(), lessonName: z.string(), day: localDate(), verdict, ms: durationMs() }),
  ),
  proposal: z
    .object({
      outcome: caseOutcome,
      moves: z.array(move),
      reason: z.string(),
      proposedAt: instant(),
      /** The caller proposed it himself and may not confirm it. */
      own: z.boolean(),
    })
    .nullable(),
  decidedAt: instant().nullable(),
  can: z.object({ propose: z.boolean(), confirm: z.boolean() }),
});
export type CaseDetail = z.infer<typeof caseDetail>;
