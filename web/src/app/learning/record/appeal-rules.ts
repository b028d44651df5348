import type { AppealSubject, MyCase } from '@minjiang/shared/integrity';
import type { LearnerRecord } from '@minjiang/shared/learning';

export type RefusedDay = LearnerRecord['refusedDays'][number];

/** An appeal as the address of its page names it. */
export interface AppealOf {
  readonly enrolmentId: string;
  readonly subject: AppealSubject;
}

/** The parts of an address that name what an appeal is about; ids, a day and a reason, never words of the learner. */
export function addressOfAppeal({ enrolmentId, subject }: AppealOf): { enrolment: string; about: string } {
  return { enrolment: enrolmentId, about: keyOf(subject) };
}

/** One text for one subject: two appeals about the same thing have the same. */
export function keyOf(subject: AppealSubject): string {
  switch (subject.kind) {
    case 'refusal':
      return `refusal.${subject.lessonId}.${subject.day}.${subject.reason}`;
    case 'check':
      return `check.${subject.checkId}`;
    case 'case':
      return `case.${subject.caseId}`;
  }
}

export const subjectOf = ({ lessonId, day, reason }: RefusedDay): AppealSubject => ({
  kind: 'refusal',
  lessonId,
  day,
  reason,
});

/** The case about a subject, if there is one already: one may appeal once. */
export const caseAbout = (cases: readonly MyCase[], enrolmentId: string, key: string): MyCase | undefined =>
  cases.find((one) => one.enrolmentId === enrolmentId && one.subject !== null && keyOf(one.subject) === key);

/**
 * Refused time that one may ask about, by day. What was paused by hand is left out: it was nobody's decision, and it
 * would hide the rest.
 */
export const worthAsking = (rows: readonly RefusedDay[]): RefusedDay[] =>
  rows.filter(({ reason }) => reason !== 'not-playing');
