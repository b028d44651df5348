import type { RosterEntry } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import type { Author } from '../../catalog/index.ts';
import { appendEvent, fieldProblem, Problem, type Tx } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { lockedClass } from '../training-classes/locked-class.ts';
import { addEnrolments, type NewEnrolment } from './add-enrolments.ts';
import type { EnrolmentModel } from './enrolment-model.ts';

export interface EnrolDeps {
  readonly classes: typeof ClassModel;
  readonly enrolments: typeof EnrolmentModel;
  readonly accounts: LearnerAccounts;
}

/**
 * Enrols one learner as an institution names him: the account of his ID number, else one made now.
 * @returns the id of the enrolment
 * @throws Problem class-ended | unknown-employer | phone-taken | already-enrolled
 */
export async function enrol(
  tx: Tx,
  now: number,
  author: Author,
  classId: string,
  entry: RosterEntry,
  deps: EnrolDeps,
): Promise<string> {
  const trainingClass = await openToEnrol(tx, now, author, classId, deps);
  const { employer, ...person } = entry;
  const employerId = employer ? await deps.accounts.findEmployer(tx.sql, employer) : null;
  if (employer && !employerId) throw fieldProblem('unknown-employer', 'employer');
  const invitation = await deps.accounts.findOrInviteLearner(tx, now, person);
  if ('fault' in invitation) throw fieldProblem(invitation.fault, 'phone');
  return addOne(tx, now, author, trainingClass, { ...invitation, employerId }, deps);
}

/** Enrols an account that is known, a learner already; otherwise as `enrol`. */
export async function enrolAccount(
  tx: Tx,
  now: number,
  author: Author,
  classId: string,
  given: NewEnrolment,
  deps: EnrolDeps,
): Promise<string> {
  return addOne(tx, now, author, await openToEnrol(tx, now, author, classId, deps), given, deps);
}

async function openToEnrol(
  tx: Tx,
  now: number,
  author: Author,
  classId: string,
  { classes }: EnrolDeps,
): Promise<ClassModel> {
  const trainingClass = await lockedClass(tx, author, classId, classes);
  if (hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
  return trainingClass;
}

async function addOne(
  tx: Tx,
  now: number,
  author: Author,
  trainingClass: ClassModel,
  given: NewEnrolment,
  { enrolments }: EnrolDeps,
): Promise<string> {
  const added = await addEnrolments(tx, now, trainingClass, [given], { enrolments, importId: null });
  const enrolmentId = added.get(given.accountId);
  if (!enrolmentId) throw new Problem('already-enrolled');
  const event = { kind: 'learner.enrolled', subjectKind: 'enrolment', subjectId: enrolmentId };
  const data = { classId: trainingClass.id };
  await appendEvent(tx, { ...event, actorId: author.accountId, data }, now);
  return enrolmentId;
}
