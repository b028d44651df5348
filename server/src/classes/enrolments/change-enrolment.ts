import type { EnrolmentState } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import type { Author } from '../../catalog/index.ts';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import { settleEmployers } from './settle-employers.ts';
import { settleRosterDays } from './settle-roster-days.ts';
import type { EnrolmentModel } from './enrolment-model.ts';

/** Told in the transaction that suspends or removes learners, so that none of them goes on earning. */
export type EnrolmentClosedListener = (tx: Tx, accountIds: readonly string[]) => Promise<void>;

const eventKinds = {
  active: 'enrolment.restored',
  suspended: 'enrolment.suspended',
  removed: 'enrolment.removed',
} as const satisfies Record<EnrolmentState, string>;

/** Suspends, restores or removes a learner of a class; what he earned stays. Nothing happens if it is so already. */
export async function changeEnrolment(
  tx: Tx,
  now: number,
  author: Author,
  of: { readonly classId: string; readonly enrolmentId: string },
  state: EnrolmentState,
  deps: { enrolments: typeof EnrolmentModel; closed: readonly EnrolmentClosedListener[] },
): Promise<void> {
  const { transaction } = tx;
  const found = await deps.enrolments.findOne({
    where: { id: of.enrolmentId, classId: of.classId },
    transaction,
    lock: true,
  });
  if (!found) throw new Problem('not-found');
  if (found.state === state) return;
  const wasActive = found.state === 'active';
  await found.update({ state, changedAt: new Date(now) }, { transaction });
  const employerId = state === 'removed' ? null : found.employerId;
  await settleEmployers(tx.sql, [{ enrolmentId: found.id, employerId }], localDay(now));
  await settleRosterDays(tx.sql, [found.id], state, localDay(now));
  if (wasActive) for (const tell of deps.closed) await tell(tx, [found.accountId]);
  const event = { kind: eventKinds[state], subjectKind: 'enrolment', subjectId: found.id };
  await appendEvent(tx, { ...event, actorId: author.accountId, data: { classId: of.classId } }, now);
}
