import type { Block, DraftCourse, DraftFault, DraftLesson, Programme } from '@minjiang/shared/catalog';
import { questionFault, writtenQuestion } from './question-rules.ts';

/** What is edited of a programme. A block may be empty while one writes. */
export type Draft = Pick<Programme, 'name' | 'occupationCode' | 'courses' | 'rules'>;

export const draftOf = ({ name, occupationCode, courses, rules }: Programme): Draft => ({
  name,
  occupationCode,
  courses,
  rules,
});

/** A block as it is sent; undefined while nothing is in it. Blocks that are complete stay the objects they are. */
export function writtenBlock(block: Block): Block | undefined {
  if (block.type === 'picture') return block;
  if (block.type !== 'list') return block.text.trim() ? block : undefined;
  const items = block.items.filter((item) => item.trim());
  if (items.length === 0) return undefined;
  return items.length === block.items.length ? block : { ...block, items };
}

function writtenLesson(lesson: DraftLesson): DraftLesson {
  const questions = lesson.questions.flatMap((it) => writtenQuestion(it) ?? []);
  return lesson.kind === 'video'
    ? { ...lesson, questions }
    : { ...lesson, questions, blocks: lesson.blocks.flatMap((b) => writtenBlock(b) ?? []) };
}

/** The draft as it is sent: what is empty is left out. */
export const writtenDraft = (draft: Draft): Draft => ({
  ...draft,
  courses: draft.courses.map((course) => ({
    ...course,
    chapters: course.chapters.map((chapter) => ({ ...chapter, lessons: chapter.lessons.map(writtenLesson) })),
  })),
});

/** A fault tied to the part it concerns, so that it stays with it when the outline is reordered. */
export interface PlacedFault {
  /** Id of the course, chapter or lesson; null for the outline as a whole. */
  readonly id: string | null;
  readonly code: string;
  /** What else than the outline is concerned. */
  readonly part?: 'checks';
  /** The block concerned, the very object. */
  readonly block: Block | undefined;
}

/** Resolves the JSON pointers of faults against the draft they were found in. */
export function placedFaults(courses: readonly DraftCourse[], faults: readonly DraftFault[]): PlacedFault[] {
  return faults.map(({ at, code }): PlacedFault => {
    if (at.startsWith('/rules/checks')) return { id: null, code, part: 'checks', block: undefined };
    const place =
      /^\/courses(?:\/(\d+)(?:\/chapters\/(\d+)(?:\/lessons\/(\d+)(?:\/blocks\/(\d+))?)?)?)?/.exec(at);
    const [course, chapter, lesson, block] = (place ?? [])
      .slice(1)
      .map((n: string | undefined) => Number(n ?? -1));
    const inCourse = courses[course ?? -1];
    const inChapter = inCourse?.chapters[chapter ?? -1];
    const inLesson = inChapter?.lessons[lesson ?? -1];
    return {
      id: inLesson?.lessonId ?? inChapter?.chapterId ?? inCourse?.courseId ?? null,
      code,
      block: inLesson?.kind === 'image-text' ? inLesson.blocks[block ?? -1] : undefined,
    };
  });
}

/** A lesson that keeps the draft from being saved, not only from being published. */
export interface Unsaveable {
  readonly id: string;
  readonly name: string;
  readonly code: 'no-alt' | 'unfinished-question';
}

export function unsaveable(draft: Draft): Unsaveable[] {
  return draft.courses
    .flatMap(({ chapters }) => chapters)
    .flatMap(({ lessons }) => lessons)
    .flatMap(({ lessonId: id, name, ...lesson }): Unsaveable[] => [
      ...(lesson.kind === 'image-text' &&
      lesson.blocks.some((block) => block.type === 'picture' && !block.alt.trim())
        ? [{ id, name, code: 'no-alt' as const }]
        : []),
      ...(lesson.questions.some(questionFault) ? [{ id, name, code: 'unfinished-question' as const }] : []),
    ]);
}
