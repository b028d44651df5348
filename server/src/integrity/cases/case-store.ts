import type { CaseDetail, CaseRow, Move } from '@minjiang/shared/integrity';
import { Problem, type Sql } from '../../platform/index.ts';
import type { Notify } from '../ports.ts';

export interface StoredCase {
  readonly caseId: string;
  readonly state: CaseRow['state'];
  readonly accountId: string;
  readonly enrolmentId: string;
}

export interface WaitingProposal {
  readonly proposalId: string;
  readonly outcome: NonNullable<CaseRow['outcome']>;
  readonly moves: Move[];
  readonly proposedBy: string;
}

export type StandingTime = Omit<CaseDetail['standing'][number], 'lessonName'>;

/** Locks a case until the end of the transaction. @throws Problem not-found */
export async function lockCase(sql: Sql, caseId: string): Promise<StoredCase> {
  const [found] = await sql<StoredCase>(
    `SELECT id AS "caseId", state, account_id AS "accountId", enrolment_id AS "enrolmentId"
     FROM integrity_cases WHERE id = $1 FOR UPDATE`,
    [caseId],
  );
  if (!found) throw new Problem('not-found');
  return found;
}

/** What waits for a second person in a locked case. */
export async function waitingProposal(sql: Sql, caseId: string): Promise<WaitingProposal | undefined> {
  const rows = await sql<WaitingProposal>(
    `SELECT id AS "proposalId", outcome, moves, proposed_by AS "proposedBy"
     FROM integrity_proposals WHERE case_id = $1 AND agreed IS NULL`,
    [caseId],
  );
  return rows[0];
}

/** Time of an enrolment as it stands, by lesson, day and verdict; oldest first. */
export async function standingOf(sql: Sql, enrolmentId: string): Promise<StandingTime[]> {
  return sql<StandingTime>(
    `SELECT lesson_id AS "lessonId", day::text AS day, verdict, ms::float8 AS ms FROM learning_figures
     WHERE enrolment_id = $1 AND ms > 0 ORDER BY day, lesson_id, verdict = 'credited' DESC, verdict`,
    [enrolmentId],
  );
}

export async function setState(sql: Sql, caseId: string, state: 'open' | 'proposed'): Promise<void> {
  await sql('UPDATE integrity_cases SET state = $2 WHERE id = $1', [caseId, state]);
}

/** The end of a case; the learner is told that there is a result, and reads it in the portal. */
export async function decide(
  sql: Sql,
  { caseId, accountId, enrolmentId }: StoredCase,
  outcome: WaitingProposal['outcome'],
  now: number,
  notify: Notify,
): Promise<void> {
  await sql(
    `UPDATE integrity_cases SET state = 'decided', outcome = $2, decided_at = to_timestamp($3::float8 / 1000) WHERE id = $1`,
    [caseId, outcome, now],
  );
  const params = { caseId, enrolmentId, outcome };
  await notify(sql, [{ accountId, template: 'case-decided', params, expiresAt: null }], now);
}
