import { block, type DraftChapter, type DraftCourse, type DraftLesson } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { NewProgramme } from '../programmes/create-programme.ts';
import type { FoundLesson } from './outline-films.ts';
import type { ReadLesson } from './outline-rules.ts';

/** What a lesson needs to be one; it has no faults. */
export type GoodLesson = Pick<ReadLesson, 'cells' | 'kind'> & Pick<FoundLesson, 'film'>;

export interface ComposedDraft extends NewProgramme {
  readonly courses: DraftCourse[];
  readonly lessons: number;
}

/**
 * The programmes of an outline, in the order of the file, one after the other.
 * @param nameless what the programme is called that the file does not name
 */
export function* composeDrafts(
  lessons: readonly GoodLesson[],
  nameless: NewProgramme,
): Generator<ComposedDraft> {
  for (const [name, of] of Map.groupBy(lessons, ({ cells }) => cells.programme)) {
    const occupationCode = of.find(({ cells }) => cells.occupation !== '')?.cells.occupation ?? null;
    const called = name === '' ? nameless : { name, occupationCode };
    yield { ...called, courses: coursesOf(of), lessons: of.length };
  }
}

/** Parts of one name are one part. */
export function coursesOf(lessons: readonly GoodLesson[]): DraftCourse[] {
  return [...Map.groupBy(lessons, ({ cells }) => cells.course)].map(([course, ofCourse]) => ({
    courseId: newId(),
    name: course,
    chapters: [...Map.groupBy(ofCourse, ({ cells }) => cells.chapter)].map(
      ([chapter, ofChapter]): DraftChapter => ({
        chapterId: newId(),
        name: chapter,
        lessons: ofChapter.map(lessonOf),
      }),
    ),
  }));
}

const mostOfParagraph = block.options[1].shape.text.maxLength ?? 5000;

function lessonOf({ cells, kind, film }: GoodLesson): DraftLesson {
  const common = { lessonId: newId(), name: cells.lesson, questions: [] };
  if (kind === 'video') return { ...common, kind, assetId: film?.id ?? null };
  const paragraphs = cells.text
    .split(/\r?\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap((text) => text.match(new RegExp(`.{1,${mostOfParagraph}}`, 'gsu')) ?? []);
  return {
    ...common,
    kind: 'image-text',
    blocks: paragraphs.slice(0, 300).map((text) => ({ type: 'paragraph', text })),
  };
}
