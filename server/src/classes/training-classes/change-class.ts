import type { Author } from '../../catalog/index.ts';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { ClassModel } from './class-model.ts';
import { assertDates, type ClassDetails } from './create-class.ts';
import { lockedClass } from './locked-class.ts';

/** @throws Problem class-opened | class-dates */
export async function changeClass(
  tx: Tx,
  now: number,
  author: Author,
  classId: string,
  given: ClassDetails,
  classes: typeof ClassModel,
): Promise<void> {
  const trainingClass = await lockedClass(tx, author, classId, classes);
  if (trainingClass.openedAt) throw new Problem('class-opened');
  assertDates(given, now);
  const { name, opensOn, closesOn } = given;
  await trainingClass.update({ name, opensOn, closesOn }, { transaction: tx.transaction });
  const event = {
    kind: 'class.changed',
    actorId: author.accountId,
    subjectKind: 'class',
    subjectId: classId,
  };
  await appendEvent(tx, event, now);
}
