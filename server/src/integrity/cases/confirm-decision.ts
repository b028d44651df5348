import { appendEvent, fieldProblem, Problem, type Actor, type Tx } from '../../platform/index.ts';
import type { CaseDeps } from './case-deps.ts';
import { firstUncovered } from './case-rules.ts';
import {
  decide,
  lockCase,
  setState,
  standingOf,
  waitingProposal,
  type StoredCase,
  type WaitingProposal,
} from './case-store.ts';

/**
 * The second person: agreeing writes the correcting rows in the same transaction, not agreeing sends the case
 * back to the first.
 * @throws Problem not-found, case-decided, second-person, correction-not-covered
 */
export async function confirmDecision(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  caseId: string,
  { agree }: { agree: boolean },
  deps: CaseDeps,
): Promise<void> {
  const found = await lockCase(tx.sql, caseId);
  const proposal = await waitingProposal(tx.sql, caseId);
  if (found.state !== 'proposed' || !proposal) throw new Problem('case-decided');
  if (proposal.proposedBy === accountId) throw new Problem('second-person');
  if (agree) await carryOut(tx, now, found, proposal, accountId, deps);
  await tx.sql(
    `UPDATE integrity_proposals SET agreed = $2, answered_by = $3, answered_at = to_timestamp($4::float8 / 1000) WHERE id = $1`,
    [proposal.proposalId, agree, accountId, now],
  );
  if (agree) await decide(tx.sql, found, proposal.outcome, now, deps.notify);
  else await setState(tx.sql, caseId, 'open');
  const kind = agree ? 'integrity.decision-confirmed' : 'integrity.decision-sent-back';
  const event = { kind, actorId: accountId, subjectKind: 'case', subjectId: caseId };
  await appendEvent(
    tx,
    { ...event, data: { reason: proposal.outcome, proposalId: proposal.proposalId } },
    now,
  );
}

/** What stood when it was proposed may have moved since. */
async function carryOut(
  tx: Tx,
  now: number,
  { accountId, enrolmentId }: StoredCase,
  { proposalId, outcome, moves }: WaitingProposal,
  actorId: string,
  { learning, reopen }: CaseDeps,
): Promise<void> {
  if (moves.length > 0) {
    const fault = firstUncovered(moves, await standingOf(tx.sql, enrolmentId));
    if (fault) throw fieldProblem('correction-not-covered', `moves.${fault.index}.${fault.field}`);
    try {
      const all = moves.map((move) => ({ accountId, enrolmentId, ...move }));
      await learning.moveCredit(tx, all, { kind: 'decision', id: proposalId }, now);
    } catch (error) {
      // Beats may have been written between the look and the lock.
      if (error instanceof Problem && error.code === 'correction-too-large')
        throw new Problem('correction-not-covered');
      throw error;
    }
  }
  if (outcome === 'reopened') await reopen(tx, enrolmentId, actorId, now);
}
