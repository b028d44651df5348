import type { DraftCourse, StudyRules } from '@minjiang/shared/catalog';
import { appendEvent, fieldProblem, Problem, type Tx } from '../../platform/index.ts';
import type { AssetSource, Author } from '../ports.ts';
import { isSame } from '../versions/canonical.ts';
import { draftFrom } from './draft-from.ts';
import { assetUses, foreignAsset, isWindow, lessonsIn, repeatedId } from './draft-rules.ts';
import { lockedProgramme } from './locked-programme.ts';
import type { ProgrammeModel } from './programme-model.ts';

export interface GivenDraft {
  /** The revision the author read before he changed it. */
  readonly revision: number;
  readonly name: string;
  readonly occupationCode: string | null;
  readonly courses: readonly DraftCourse[];
  readonly rules: StudyRules;
}

/**
 * Saves the whole draft. Saving what is there already changes nothing, so that a save whose answer was lost can
 * be sent again.
 * @returns the revision now
 * @throws Problem conflict | repeated-id | foreign-asset | rules-window
 */
export async function saveDraft(
  tx: Tx,
  now: number,
  author: Author,
  programmeId: string,
  given: GivenDraft,
  { programmes, assets }: { programmes: typeof ProgrammeModel; assets: AssetSource },
): Promise<number> {
  const programme = await lockedProgramme(tx, author, programmeId, programmes);
  const { name, occupationCode, courses, rules } = given;
  const next = { name, occupationCode, draft: { courses, rules } };
  const { name: oldName, occupationCode: oldCode } = programme;
  const draft = draftFrom(programme.draft);
  if (isSame(next, { name: oldName, occupationCode: oldCode, draft })) return programme.revision;
  if (programme.revision !== given.revision) throw new Problem('conflict');
  if (!isWindow(rules)) throw fieldProblem('rules-window', 'rules.permittedToMinute');
  const repeated = repeatedId(courses);
  if (repeated) throw fieldProblem('repeated-id', dotted(repeated));
  const assetIds = [...new Set(assetUses(courses).map(({ assetId }) => assetId))];
  const foreign = foreignAsset(courses, await assets(tx.sql, author.organisationId, assetIds));
  if (foreign) throw fieldProblem('foreign-asset', dotted(foreign));
  const revision = programme.revision + 1;
  await programme.update(
    { ...next, draftLessons: lessonsIn(courses).length, revision, changedAt: new Date(now) },
    { transaction: tx.transaction },
  );
  await appendEvent(
    tx,
    {
      kind: 'programme.draft-saved',
      actorId: author.accountId,
      subjectKind: 'programme',
      subjectId: programmeId,
      data: { revision },
    },
    now,
  );
  return revision;
}

/** Faults of fields name their place as `courses.0.chapters.1`. */
const dotted = (pointer: string) => pointer.slice(1).replaceAll('/', '.');
