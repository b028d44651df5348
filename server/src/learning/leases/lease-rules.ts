import { firstGap, type Interval } from '../ledger/intervals.ts';
import type { LeaseTerms } from '../ledger/ledger-state.ts';
import type { LessonVersion, ProgrammeVersion, StudyEnrolment } from '../ports.ts';

/** What a lease of a lesson is opened for: the rules of its programme, the dates of its class, the strictest cap. */
export function termsFor(
  version: ProgrammeVersion,
  lesson: LessonVersion,
  enrolment: Pick<StudyEnrolment, 'fromMs' | 'toMs'>,
  capMs: number,
): LeaseTerms {
  const { rules } = version;
  return {
    durationMs: lesson.durationMs,
    beatEveryMs: rules.beatEveryMs,
    maxGapMs: rules.maxGapMs,
    maxRate: rules.maxRate,
    seekForward: rules.seekForwardOnFirstViewing,
    allowEarnAgain: rules.allowEarnAgain,
    leastEvidence: rules.leastEvidence,
    capMs,
    permittedFromMinute: rules.permittedFromMinute,
    permittedToMinute: rules.permittedToMinute,
    classFrom: enrolment.fromMs,
    classTo: enrolment.toMs,
  };
}

/** The strictest daily cap of the programmes an account studies now; its own programme's where there is no other. */
export function strictestCap(own: ProgrammeVersion, others: readonly ProgrammeVersion[]): number {
  return Math.min(own.rules.dailyCapMs, ...others.map(({ rules }) => rules.dailyCapMs));
}

/** Where to go on: the first place not yet earned, never beyond what was reached in order; from the start when done. */
export function resumeAt(frontierMs: number, earned: readonly Interval[], done: boolean): number {
  if (done) return 0;
  const gap = firstGap(earned);
  return gap > 0 ? Math.min(frontierMs, gap) : frontierMs;
}

/** Whether another page may be refused the right that this page holds. */
export function isHeldElsewhere(
  held: { sessionId: string | null; pageId: string; lastBeatAt: number } | undefined,
  asking: { pageId: string },
  maxGapMs: number,
  now: number,
): boolean {
  return held?.sessionId != null && held.pageId !== asking.pageId && now - held.lastBeatAt < maxGapMs;
}
