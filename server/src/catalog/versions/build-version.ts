import type { Block, DraftCourse, DraftLesson } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { AssetFact } from '../ports.ts';
import { hashOf, isSame } from './canonical.ts';
import type { LessonVersion, VersionCourse } from './programme-version.ts';
import { readingAxis } from './reading-allowance.ts';

/**
 * The published form of a draft without faults. A lesson whose content is what it was in the previous version
 * keeps its lesson version, so that what was earned in it stays earned.
 */
export function buildCourses(
  courses: readonly DraftCourse[],
  facts: ReadonlyMap<string, AssetFact>,
  previous: readonly LessonVersion[],
): VersionCourse[] {
  const before = new Map(previous.map((lesson) => [lesson.lessonId, lesson]));
  return courses.map(({ courseId, name, chapters }) => ({
    courseId,
    name,
    chapters: chapters.map(({ chapterId, name: chapterName, lessons }) => ({
      chapterId,
      name: chapterName,
      lessons: lessons.map((lesson) => buildLesson(lesson, facts, before.get(lesson.lessonId))),
    })),
  }));
}

function buildLesson(
  lesson: DraftLesson,
  facts: ReadonlyMap<string, AssetFact>,
  before: LessonVersion | undefined,
): LessonVersion {
  const { lessonId, name, questions } = lesson;
  const content = contentOf(lesson, facts);
  const isUnchanged = before !== undefined && isSame(content, contentIn(before));
  const lessonVersionId = isUnchanged ? before.lessonVersionId : newId();
  return { lessonId, lessonVersionId, name, questions, ...content };
}

/** What is studied and earned; name and questions may change without touching what was earned. */
type Content = Omit<LessonVersion, 'lessonId' | 'lessonVersionId' | 'name' | 'questions'>;

const contentIn = ({
  kind,
  durationMs,
  assetId,
  encodingId,
  contentKey,
  blocks,
}: LessonVersion): Content => ({
  kind,
  durationMs,
  assetId,
  encodingId,
  contentKey,
  blocks,
});

function contentOf(lesson: DraftLesson, facts: ReadonlyMap<string, AssetFact>): Content {
  if (lesson.kind === 'image-text') {
    const blocks = readingAxis(lesson.blocks);
    const contentKey = hashOf(lesson.blocks.map((block) => keyOf(block, facts)));
    const durationMs = blocks.at(-1)?.toMs ?? 0;
    return { kind: 'image-text', durationMs, assetId: null, encodingId: null, contentKey, blocks };
  }
  const fact = facts.get(lesson.assetId ?? '');
  if (!fact?.sha256 || !fact.encodingId || fact.durationMs === null) {
    throw new Error(`asset ${lesson.assetId} is ready and lacks duration, hash or encoding`);
  }
  const { id: assetId, durationMs, encodingId, sha256: contentKey } = fact;
  return { kind: 'video', durationMs, assetId, encodingId, contentKey, blocks: null };
}

/** A picture counts by its bytes, so that uploading the same one again makes no new content. */
const keyOf = (block: Block, facts: ReadonlyMap<string, AssetFact>): unknown =>
  block.type === 'picture' ? { ...block, assetId: facts.get(block.assetId)?.sha256 ?? block.assetId } : block;
