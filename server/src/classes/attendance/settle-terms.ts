import type { AttendanceTerms } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import type { Author } from '../../catalog/index.ts';
import { appendEvent, fieldProblem, Problem, type Tx } from '../../platform/index.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { lockedClass } from '../training-classes/locked-class.ts';

/**
 * Settles from how much credited time a day of a class counts; every sheet is made anew from it, no credit moves.
 * @returns the terms as they are kept. @throws Problem attendance-order | class-ended
 */
export async function settleTerms(
  tx: Tx,
  now: number,
  author: Author,
  classId: string,
  given: AttendanceTerms,
  classes: typeof ClassModel,
): Promise<AttendanceTerms> {
  if (given.partFromMinutes > given.presentFromMinutes)
    throw fieldProblem('attendance-order', 'partFromMinutes');
  const trainingClass = await lockedClass(tx, author, classId, classes);
  if (hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
  const terms = { ...given, restWeekdays: [...new Set(given.restWeekdays)].sort((a, b) => a - b) };
  const { presentFromMinutes, partFromMinutes, restWeekdays } = terms;
  await tx.sql(
    `INSERT INTO classes_attendance_terms (class_id, present_from_minutes, part_from_minutes, rest_weekdays, settled_by,
       settled_at) VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))
     ON CONFLICT (class_id) DO UPDATE SET present_from_minutes = excluded.present_from_minutes,
       part_from_minutes = excluded.part_from_minutes, rest_weekdays = excluded.rest_weekdays,
       settled_by = excluded.settled_by, settled_at = excluded.settled_at`,
    [classId, presentFromMinutes, partFromMinutes, JSON.stringify(restWeekdays), author.accountId, now],
  );
  const of = { actorId: author.accountId, subjectKind: 'class', subjectId: classId };
  await appendEvent(tx, { kind: 'class.attendance-settled', ...of, data: { ...terms } }, now);
  return terms;
}
