import { studyRules } from '@minjiang/shared/catalog';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { Author } from '../ports.ts';
import type { NewProgramme } from '../programmes/create-programme.ts';
import { lessonsIn } from '../programmes/draft-rules.ts';
import type { ProgrammeModel } from '../programmes/programme-model.ts';
import { coursesOf, type FoundLesson } from './outline-rules.ts';

/**
 * Makes a programme out of an outline, as a draft with the field's rules. The caller names its id, so that a request
 * whose answer was lost can be sent again: what is there already stays as it is.
 * @throws Problem outline-faults | conflict
 */
export async function importProgramme(
  tx: Tx,
  now: number,
  author: Author,
  given: NewProgramme & { readonly programmeId: string },
  lessons: readonly FoundLesson[],
  programmes: typeof ProgrammeModel,
): Promise<void> {
  if (lessons.some(({ faults }) => faults.length > 0)) throw new Problem('outline-faults');
  const courses = coursesOf(lessons);
  const at = new Date(now);
  const id = given.programmeId.toLowerCase();
  const { transaction } = tx;
  const [programme, made] = await programmes.findOrCreate({
    where: { id },
    defaults: {
      id,
      organisationId: author.organisationId,
      name: given.name,
      occupationCode: given.occupationCode,
      draft: { courses, rules: studyRules.parse({}) },
      draftLessons: lessonsIn(courses).length,
      createdAt: at,
      changedAt: at,
    },
    transaction,
  });
  if (programme.organisationId !== author.organisationId) throw new Problem('conflict');
  if (!made) return;
  const subject = { subjectKind: 'programme', subjectId: id };
  const event = { kind: 'programme.created', actorId: author.accountId, ...subject };
  await appendEvent(tx, { ...event, data: { lessons: lessons.length } }, now);
}
