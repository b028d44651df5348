import { newId } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import { draftFaults } from '../programmes/draft-faults.ts';
import { draftFrom } from '../programmes/draft-from.ts';
import { assetUses, lessonsIn, stateOf } from '../programmes/draft-rules.ts';
import { lockedProgramme } from '../programmes/locked-programme.ts';
import type { ProgrammeModel } from '../programmes/programme-model.ts';
import type { AssetSource, Author } from '../ports.ts';
import { buildCourses } from './build-version.ts';
import { isSame } from './canonical.ts';
import { lessonVersionsOf, type VersionCourse } from './programme-version.ts';
import type { LessonVersionModel, VersionModel } from './version-model.ts';
import type { VersionReader } from './version-queries.ts';

export interface PublishDeps {
  readonly programmes: typeof ProgrammeModel;
  readonly versions: typeof VersionModel;
  readonly lessonVersions: typeof LessonVersionModel;
  readonly assets: AssetSource;
  readonly reader: VersionReader;
}

/**
 * Publishes the draft as the next version; a draft that was published as it stands is not published twice.
 * @returns the id of the version that has this draft
 * @throws Problem conflict | draft-incomplete, with the faults as errors
 */
export async function publish(
  tx: Tx,
  now: number,
  author: Author,
  programmeId: string,
  revision: number,
  deps: PublishDeps,
): Promise<string> {
  const programme = await lockedProgramme(tx, author, programmeId, deps.programmes);
  if (programme.revision !== revision) throw new Problem('conflict');
  const { latestVersionId } = programme;
  if (latestVersionId && stateOf(programme) === 'published') return latestVersionId;
  const { courses: drafted, rules } = draftFrom(programme.draft);
  const assetIds = [...new Set(assetUses(drafted).map(({ assetId }) => assetId))];
  const facts = await deps.assets(tx.sql, author.organisationId, assetIds);
  const faults = draftFaults({ courses: drafted, rules }, facts);
  if (faults.length > 0) {
    const errors = faults.slice(0, 50).map(({ at, code }) => ({
      in: 'body' as const,
      path: at,
      code,
      message: 'The draft is incomplete here',
    }));
    throw new Problem('draft-incomplete', { errors });
  }
  const previous = latestVersionId ? await deps.reader.version(tx.sql, latestVersionId) : null;
  const before = lessonVersionsOf(previous?.courses ?? []);
  const courses = buildCourses(drafted, facts, before);
  const lessons = lessonVersionsOf(courses);
  const versionId = newId();
  const { transaction } = tx;
  await deps.versions.create(
    {
      id: versionId,
      programmeId,
      number: (previous?.number ?? 0) + 1,
      name: programme.name,
      occupationCode: programme.occupationCode,
      structure: { courses },
      rules,
      ruleSetId: previous && isSame(previous.rules, rules) ? previous.ruleSetId : newId(),
      lessons: lessonsIn(drafted).length,
      durationMs: lessons.reduce((total, { durationMs }) => total + durationMs, 0),
      publishedAt: new Date(now),
      publishedBy: author.accountId,
    },
    { transaction },
  );
  await storeNewLessonVersions(tx, { programmeId, versionId, courses, known: before }, deps.lessonVersions);
  await programme.update({ publishedRevision: revision, latestVersionId: versionId }, { transaction });
  const event = { kind: 'programme.published', subjectKind: 'programme', subjectId: programmeId };
  await appendEvent(tx, { ...event, actorId: author.accountId, data: { versionId } }, now);
  return versionId;
}

async function storeNewLessonVersions(
  tx: Tx,
  of: {
    programmeId: string;
    versionId: string;
    courses: readonly VersionCourse[];
    known: readonly { lessonVersionId: string }[];
  },
  lessonVersions: typeof LessonVersionModel,
): Promise<void> {
  const known = new Set(of.known.map(({ lessonVersionId }) => lessonVersionId));
  await lessonVersions.bulkCreate(
    lessonVersionsOf(of.courses)
      .filter(({ lessonVersionId }) => !known.has(lessonVersionId))
      .map(({ lessonVersionId, lessonId, kind, contentKey, durationMs, assetId, encodingId }) => ({
        id: lessonVersionId,
        lessonId,
        programmeId: of.programmeId,
        firstVersionId: of.versionId,
        kind,
        contentKey,
        durationMs,
        assetId,
        encodingId,
      })),
    { transaction: tx.transaction },
  );
}
