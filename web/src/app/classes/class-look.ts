import type { ClassState, EnrolmentRow, EnrolmentState } from '@minjiang/shared/classes';
import type { ProgressRow } from '@minjiang/shared/learning';
import type { IconName } from '../ui/icon-paths.ts';
import type { Tone } from '../ui/tag.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

/** How the state of a class looks; its word is the text `classes.states.<state>`. */
export const classLook: Record<ClassState, Look> = {
  draft: { tone: 'plain', icon: 'edit' },
  upcoming: { tone: 'plain', icon: 'clock' },
  open: { tone: 'ok', icon: 'play' },
  finished: { tone: 'plain', icon: 'check' },
};

/** How a learner stands in a class; its word is the text `classes.standing.<state>`. */
export const standingLook: Record<ProgressRow['state'], Look> = {
  'not-begun': { tone: 'bad', icon: 'alert' },
  behind: { tone: 'warn', icon: 'clock' },
  'on-course': { tone: 'plain', icon: 'play' },
  done: { tone: 'ok', icon: 'check' },
  suspended: { tone: 'warn', icon: 'pause' },
  removed: { tone: 'plain', icon: 'minus' },
};
/** Before the first day nobody can have begun, so it is nothing to see to. */
export const notYet: Look = { tone: 'plain', icon: 'clock' };
export const standings = Object.keys(standingLook) as ProgressRow['state'][];

/** How an enrolment looks; its word is the text `classes.enrolment.<state>`. */
export const enrolmentLook: Record<EnrolmentState, Look> = {
  active: { tone: 'ok', icon: 'check' },
  suspended: { tone: 'warn', icon: 'pause' },
  removed: { tone: 'plain', icon: 'minus' },
};

/** How the account behind an enrolment looks; its word is the text `classes.account.<state>`. */
export const accountLook: Record<EnrolmentRow['accountState'], Look> = {
  invited: { tone: 'warn', icon: 'clock' },
  active: { tone: 'ok', icon: 'check' },
  suspended: { tone: 'bad', icon: 'lock' },
  closed: { tone: 'plain', icon: 'minus' },
};
