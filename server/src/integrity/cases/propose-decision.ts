import type { integrityRoutes } from '@minjiang/shared/integrity';
import { newId, type BodyOf } from '@minjiang/shared/kernel';
import { appendEvent, fieldProblem, Problem, type Actor, type Sql, type Tx } from '../../platform/index.ts';
import type { CaseDeps } from './case-deps.ts';
import { firstUncovered } from './case-rules.ts';
import { decide, lockCase, setState, standingOf } from './case-store.ts';

/**
 * Decides that nothing changes, or writes down what is to change and leaves it to a second person.
 * @throws Problem not-found, case-decided, invalid, correction-not-covered
 */
export async function proposeDecision(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  caseId: string,
  { outcome, reason, moves }: BodyOf<typeof integrityRoutes.proposeDecision>,
  { sealing, notify }: CaseDeps,
): Promise<void> {
  const found = await lockCase(tx.sql, caseId);
  if (found.state !== 'open') throw new Problem('case-decided');
  if (outcome === 'corrected' && moves.length === 0) throw invalid('moves', 'moves-missing');
  if (outcome === 'no-change' && moves.length > 0) throw invalid('moves', 'moves-unexpected');
  if (outcome === 'reopened' && !(await isStopped(tx.sql, found.enrolmentId)))
    throw invalid('outcome', 'not-stopped');
  if (moves.length > 0) {
    const fault = firstUncovered(moves, await standingOf(tx.sql, found.enrolmentId));
    if (fault) throw fieldProblem('correction-not-covered', `moves.${fault.index}.${fault.field}`);
  }
  const decided = outcome === 'no-change';
  await tx.sql(
    `INSERT INTO integrity_proposals (id, case_id, outcome, moves, reason_sealed, proposed_by, proposed_at, agreed, answered_at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8, to_timestamp($9::float8 / 1000))`,
    [
      newId(),
      caseId,
      outcome,
      JSON.stringify(moves),
      sealing.seal(reason),
      accountId,
      now,
      decided ? true : null,
      decided ? now : null,
    ],
  );
  if (decided) await decide(tx.sql, found, outcome, now, notify);
  else await setState(tx.sql, caseId, 'proposed');
  const kind = decided ? 'integrity.case-decided' : 'integrity.decision-proposed';
  const event = { kind, actorId: accountId, subjectKind: 'case', subjectId: caseId };
  await appendEvent(tx, { ...event, data: { reason: outcome, moves: moves.length } }, now);
}

const isStopped = async (sql: Sql, enrolmentId: string): Promise<boolean> =>
  (
    await sql('SELECT 1 FROM integrity_stops WHERE enrolment_id = $1 AND stopped_at IS NOT NULL', [
      enrolmentId,
    ])
  ).length > 0;

const invalid = (path: string, code: string) =>
  new Problem('invalid', { errors: [{ in: 'body', path, code, message: code }] });
