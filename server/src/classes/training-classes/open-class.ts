import type { Author } from '../../catalog/index.ts';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { Programmes } from '../ports.ts';
import type { ClassModel } from './class-model.ts';
import { assertDates } from './create-class.ts';
import { lockedClass } from './locked-class.ts';

/**
 * Opens a class: it pins the latest version of its programme, and with it content and rules of credit.
 * @throws Problem class-opened | programme-not-published | class-dates
 */
export async function openClass(
  tx: Tx,
  now: number,
  author: Author,
  classId: string,
  { classes, programmes }: { classes: typeof ClassModel; programmes: Programmes },
): Promise<void> {
  const trainingClass = await lockedClass(tx, author, classId, classes);
  if (trainingClass.openedAt) throw new Problem('class-opened');
  assertDates(trainingClass, now);
  const latest = await programmes.latestVersion(tx.sql, trainingClass.programmeId);
  if (!latest) throw new Problem('programme-not-published');
  await trainingClass.update(
    {
      programmeVersionId: latest.versionId,
      versionNumber: latest.number,
      pinnedName: latest.programmeName,
      openedAt: new Date(now),
    },
    { transaction: tx.transaction },
  );
  const event = { kind: 'class.opened', actorId: author.accountId, subjectKind: 'class', subjectId: classId };
  await appendEvent(tx, { ...event, data: { programmeVersionId: latest.versionId } }, now);
}
