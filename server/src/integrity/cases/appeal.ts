import type { AppealSubject, integrityRoutes } from '@minjiang/shared/integrity';
import { newId, type BodyOf } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Actor, type Sealing, type Sql, type Tx } from '../../platform/index.ts';
import { decideBy, subjectKey } from './case-rules.ts';

interface Of {
  readonly accountId: string;
  readonly enrolmentId: string;
}

/**
 * A learner asks for another look at a refusal, a missed check or a decision; once about each.
 * @returns the case. @throws Problem not-found, nothing-to-appeal, already-appealed
 */
export async function appeal(
  tx: Tx,
  now: number,
  { accountId }: Actor,
  { enrolmentId, subject, text }: BodyOf<typeof integrityRoutes.appeal>,
  sealing: Sealing,
): Promise<string> {
  const of = { accountId, enrolmentId };
  const [own] = await tx.sql('SELECT 1 FROM classes_roster WHERE enrolment_id = $1 AND account_id = $2', [
    enrolmentId,
    accountId,
  ]);
  if (!own) throw new Problem('not-found');
  if (!(await exists(tx.sql, of, subject))) throw new Problem('nothing-to-appeal');
  const caseId = newId();
  const made = await tx.sql(
    `INSERT INTO integrity_cases (id, origin, state, account_id, enrolment_id, subject, subject_key, text_sealed,
       opened_at, decide_by)
     VALUES ($1, 'appeal', 'open', $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), to_timestamp($8::float8 / 1000))
     ON CONFLICT (enrolment_id, subject_key) WHERE subject_key IS NOT NULL DO NOTHING RETURNING id`,
    [
      caseId,
      accountId,
      enrolmentId,
      JSON.stringify(subject),
      subjectKey(subject),
      sealing.seal(text),
      now,
      decideBy(now),
    ],
  );
  if (made.length === 0) throw new Problem('already-appealed');
  const about = { kind: 'integrity.appealed', actorId: accountId, subjectKind: 'case', subjectId: caseId };
  await appendEvent(tx, { ...about, data: { enrolmentId, about: subject.kind } }, now);
  return caseId;
}

/** Whether there is, of this very enrolment, what the appeal is about. */
async function exists(sql: Sql, { accountId, enrolmentId }: Of, subject: AppealSubject): Promise<boolean> {
  const found = (text: string, ...values: unknown[]) =>
    sql(text, [accountId, enrolmentId, ...values]).then((rows) => rows.length > 0);
  switch (subject.kind) {
    case 'refusal':
      return found(
        `SELECT 1 FROM learning_figures WHERE account_id = $1 AND enrolment_id = $2 AND lesson_id = $3 AND day = $4
           AND verdict = $5 AND ms > 0`,
        subject.lessonId,
        subject.day,
        subject.reason,
      );
    case 'check':
      return found(
        `SELECT 1 FROM integrity_checks WHERE account_id = $1 AND enrolment_id = $2 AND id = $3 AND state = 'missed'`,
        subject.checkId,
      );
    case 'case':
      // An appeal was the second look already.
      return found(
        `SELECT 1 FROM integrity_cases WHERE account_id = $1 AND enrolment_id = $2 AND id = $3 AND state = 'decided'
           AND origin <> 'appeal'`,
        subject.caseId,
      );
  }
}
