import { localDay, newId } from '@minjiang/shared/kernel';
import type { Author } from '../../catalog/index.ts';
import { appendEvent, fieldProblem, type Tx } from '../../platform/index.ts';
import type { Programmes } from '../ports.ts';
import type { ClassModel } from './class-model.ts';
import { wrongDate, type ClassDays } from './class-rules.ts';

export interface ClassDetails extends ClassDays {
  readonly name: string;
}

/**
 * Prepares a class of a published programme of the own institution.
 * @returns its id
 * @throws Problem programme-not-published (an unknown or foreign one too) | class-dates
 */
export async function createClass(
  tx: Tx,
  now: number,
  author: Author,
  given: ClassDetails & { readonly programmeId: string },
  { classes, programmes }: { classes: typeof ClassModel; programmes: Programmes },
): Promise<string> {
  assertDates(given, now);
  const latest = await programmes.latestVersion(tx.sql, given.programmeId);
  if (latest?.organisationId !== author.organisationId) {
    throw fieldProblem('programme-not-published', 'programmeId');
  }
  const id = newId();
  const { name, programmeId, opensOn, closesOn } = given;
  const { organisationId } = author;
  await classes.create(
    { id, organisationId, name, programmeId, opensOn, closesOn, createdAt: new Date(now) },
    { transaction: tx.transaction },
  );
  const event = { kind: 'class.created', actorId: author.accountId, subjectKind: 'class', subjectId: id };
  await appendEvent(tx, event, now);
  return id;
}

/** @throws Problem class-dates, naming the date */
export function assertDates(days: ClassDays, now: number): void {
  const wrong = wrongDate(days, localDay(now));
  if (wrong) throw fieldProblem('class-dates', wrong);
}
