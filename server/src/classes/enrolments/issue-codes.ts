import type { ActivationCodesIssued, CodeChannel, EnrolmentState } from '@minjiang/shared/classes';
import { fieldProblem, type Tx } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';

interface OnRoster {
  enrolmentId: string;
  rosterNumber: number;
  accountId: string;
  state: EnrolmentState;
}

/**
 * One-time codes for several learners of a class, by roster number; those who cannot have one are named with the
 * reason.
 * @throws Problem not-on-roster when one of them is not of the class: then nobody gets one | email-not-configured
 */
export async function issueCodes(
  tx: Tx,
  now: number,
  actor: { readonly accountId: string },
  given: {
    readonly classId: string;
    readonly enrolmentIds: readonly string[];
    readonly channel: CodeChannel;
  },
  accounts: LearnerAccounts,
): Promise<ActivationCodesIssued> {
  const rows = await tx.sql<OnRoster>(
    `SELECT id AS "enrolmentId", roster_number AS "rosterNumber", account_id AS "accountId", state
     FROM classes_enrolments WHERE class_id = $1 AND id = ANY($2::uuid[]) ORDER BY roster_number`,
    [given.classId, given.enrolmentIds],
  );
  if (rows.length < new Set(given.enrolmentIds).size) {
    throw fieldProblem('not-on-roster', 'enrolmentIds');
  }
  const wanted = rows.flatMap(({ state, accountId }) => (state === 'removed' ? [] : accountId));
  const codes = await accounts.issueActivationCodes(tx, now, actor, wanted, given.channel);
  const answer: ActivationCodesIssued = { issued: [], leftOut: [] };
  for (const { enrolmentId, rosterNumber, accountId, state } of rows) {
    const code = state === 'removed' ? 'removed' : (codes.get(accountId) ?? 'not-found');
    if (typeof code === 'object') answer.issued.push({ enrolmentId, rosterNumber, ...code });
    else {
      const reason = code === 'not-found' ? 'closed' : code;
      answer.leftOut.push({ enrolmentId, rosterNumber, reason });
    }
  }
  return answer;
}
