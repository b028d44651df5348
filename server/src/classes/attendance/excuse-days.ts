import type { ExcuseEntry } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import type { Author } from '../../catalog/index.ts';
import { appendEvent, fieldProblem, Problem, type Sealing, type Sql, type Tx } from '../../platform/index.ts';

interface OfEnrolment {
  readonly classId: string;
  readonly enrolmentId: string;
}

/**
 * Excuses a learner for days of his class. Nothing that was credited changes.
 * @returns the id of the excuse. @throws Problem not-found | excuse-days | already-excused
 */
export async function excuseDays(
  tx: Tx,
  now: number,
  author: Author,
  of: OfEnrolment,
  entry: ExcuseEntry,
  sealing: Sealing,
): Promise<string> {
  const { opensOn, closesOn } = await heldEnrolment(tx.sql, of);
  const { fromDay, toDay, reason, note } = entry;
  if (fromDay < opensOn || fromDay > closesOn) throw fieldProblem('excuse-days', 'fromDay');
  if (toDay < fromDay || toDay > closesOn) throw fieldProblem('excuse-days', 'toDay');
  const [overlapping] = await tx.sql(
    `SELECT 1 FROM classes_excuses x WHERE x.enrolment_id = $1 AND x.from_day <= $3::date AND x.to_day >= $2::date
       AND NOT EXISTS (SELECT FROM classes_excuse_withdrawals w WHERE w.excuse_id = x.id)`,
    [of.enrolmentId, fromDay, toDay],
  );
  if (overlapping) throw fieldProblem('already-excused', 'fromDay');
  const id = newId();
  await tx.sql(
    `INSERT INTO classes_excuses (id, enrolment_id, from_day, to_day, reason, note_sealed, excused_by, excused_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))`,
    [id, of.enrolmentId, fromDay, toDay, reason, sealing.seal(note), author.accountId, now],
  );
  await tell(tx, now, author, of, 'enrolment.excused', { excuseId: id, fromDay, toDay });
  return id;
}

/** Takes an excuse back by a row of its own. @throws Problem not-found | excuse-withdrawn */
export async function withdrawExcuse(
  tx: Tx,
  now: number,
  author: Author,
  of: OfEnrolment,
  excuseId: string,
): Promise<void> {
  await heldEnrolment(tx.sql, of);
  const [known] = await tx.sql('SELECT 1 FROM classes_excuses WHERE id = $1 AND enrolment_id = $2', [
    excuseId,
    of.enrolmentId,
  ]);
  if (!known) throw new Problem('not-found');
  const written = await tx.sql(
    `INSERT INTO classes_excuse_withdrawals (excuse_id, withdrawn_by, withdrawn_at)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000)) ON CONFLICT (excuse_id) DO NOTHING RETURNING excuse_id`,
    [excuseId, author.accountId, now],
  );
  if (written.length === 0) throw new Problem('excuse-withdrawn');
  await tell(tx, now, author, of, 'enrolment.excuse-withdrawn', { excuseId });
}

/** The enrolment is held until the transaction ends, so that two excuses cannot overlap. */
async function heldEnrolment(sql: Sql, { classId, enrolmentId }: OfEnrolment) {
  const [found] = await sql<{ opensOn: string; closesOn: string }>(
    `SELECT c.opens_on AS "opensOn", c.closes_on AS "closesOn"
     FROM classes_enrolments e JOIN classes_classes c ON c.id = e.class_id
     WHERE e.id = $1 AND e.class_id = $2 FOR UPDATE OF e`,
    [enrolmentId, classId],
  );
  if (!found) throw new Problem('not-found');
  return found;
}

const tell = (
  tx: Tx,
  now: number,
  author: Author,
  { classId, enrolmentId }: OfEnrolment,
  kind: string,
  data: Readonly<Record<string, unknown>>,
) =>
  appendEvent(
    tx,
    {
      kind,
      actorId: author.accountId,
      subjectKind: 'enrolment',
      subjectId: enrolmentId,
      data: { classId, ...data },
    },
    now,
  );
