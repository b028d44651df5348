import { studyRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { appendEvent, type Tx } from '../../platform/index.ts';
import type { Author } from '../ports.ts';
import type { ProgrammeModel } from './programme-model.ts';

export interface NewProgramme {
  readonly name: string;
  readonly occupationCode: string | null;
}

/** Begins a programme as an empty draft with the field's rules. */
export async function createProgramme(
  tx: Tx,
  now: number,
  author: Author,
  given: NewProgramme,
  programmes: typeof ProgrammeModel,
): Promise<string> {
  const id = newId();
  await programmes.create(
    {
      id,
      organisationId: author.organisationId,
      name: given.name,
      occupationCode: given.occupationCode,
      draft: { courses: [], rules: studyRules.parse({}) },
      createdAt: new Date(now),
      changedAt: new Date(now),
    },
    { transaction: tx.transaction },
  );
  const event = {
    kind: 'programme.created',
    actorId: author.accountId,
    subjectKind: 'programme',
    subjectId: id,
  };
  await appendEvent(tx, event, now);
  return id;
}
