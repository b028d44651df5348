import { Problem } from '../../platform/index.ts';
import { lockCheck, openCheckOf, readCheck } from '../checks/check-store.ts';
import { isOverdue, mostSentAgain } from '../checks/check-rules.ts';
import { sendCodes } from '../checks/codes.ts';
import { issueChecks } from '../checks/issue-checks.ts';
import type { EnrolmentSource, InTx } from '../ports.ts';
import { countsOf } from '../standing/counts.ts';
import type { AnswerDeps } from './answer-check.ts';
import { settleOverdue } from './miss-check.ts';

interface Of {
  readonly accountId: string;
  readonly enrolmentId: string;
}

/**
 * The next check after a missed one, for a learner who is ready for it.
 * @returns null once it is issued; else why not, so that a check that was overdue stays missed
 * @throws Problem not-found
 */
export async function askForCheck(
  tx: InTx,
  of: Of,
  deps: AnswerDeps & { readonly enrolments: EnrolmentSource },
): Promise<'no-check-now' | null> {
  const { sql } = tx;
  const { accountId, enrolmentId } = of;
  const enrolment = await deps.enrolments.studyEnrolment(sql, accountId, enrolmentId);
  if (!enrolment) throw new Problem('not-found');
  await deps.learning.gate.lock(sql, accountId);
  const now = await deps.clock.now(sql);
  const waiting = await openCheckOf(sql, enrolmentId);
  if (waiting && !(await settleOverdue(tx, waiting, now, deps))) return 'no-check-now';
  const gate = await deps.learning.gate.read(sql, of);
  const counts = (await countsOf(sql, [enrolmentId])).get(enrolmentId);
  const version = await deps.versions.version(sql, enrolment.programmeVersionId ?? '');
  const mayStudy = enrolment.state === 'active' && version?.rules.checks;
  if (!gate || gate.state === 'open' || counts?.stopped || !mayStudy) return 'no-check-now';
  await deps.learning.gate.close(sql, of, 'identity', now);
  const lessonId = await lastLesson(tx, enrolmentId);
  await issueChecks(sql, [{ ...of, version, lessonId, occasion: 'make-up' }], now, deps);
  return null;
}

/** What was studied when the last check fell due. */
async function lastLesson({ sql }: InTx, enrolmentId: string): Promise<string | null> {
  const rows = await sql<{ lessonId: string | null }>(
    'SELECT lesson_id AS "lessonId" FROM integrity_checks WHERE enrolment_id = $1 ORDER BY issued_at DESC LIMIT 1',
    [enrolmentId],
  );
  return rows[0]?.lessonId ?? null;
}

/**
 * Sends the code of a check once more; its time goes on.
 * @returns the enrolment, or why not
 * @throws Problem not-found
 */
export async function sendCodeAgain(
  tx: InTx,
  { accountId, checkId }: { readonly accountId: string; readonly checkId: string },
  deps: AnswerDeps,
): Promise<{ enrolmentId: string; refused: 'check-over' | 'code-too-often' | null }> {
  const { sql } = tx;
  const found = await readCheck(sql, accountId, checkId);
  if (found?.kind !== 'message-code') throw new Problem('not-found');
  await deps.learning.gate.lock(sql, accountId);
  const check = await lockCheck(sql, checkId);
  const now = await deps.clock.now(sql);
  const { enrolmentId } = check;
  if (check.state !== 'issued') return { enrolmentId, refused: 'check-over' };
  if (isOverdue(check, now)) {
    await settleOverdue(tx, check, now, deps);
    return { enrolmentId, refused: 'check-over' };
  }
  if (check.codesSentAgain >= mostSentAgain) return { enrolmentId, refused: 'code-too-often' };
  await sql('UPDATE integrity_checks SET codes_sent_again = codes_sent_again + 1 WHERE id = $1', [checkId]);
  await sendCodes(sql, [check], now, deps);
  return { enrolmentId, refused: null };
}
