import type { DraftCourse, DraftLesson } from '@minjiang/shared/catalog';
import { lengthOf, programmeLength } from './lesson-lengths.ts';

const film = (assetId: string | null): DraftLesson => ({
  lessonId: `of-${assetId}`,
  kind: 'video',
  name: '片',
  assetId,
  questions: [],
});
const text: DraftLesson = {
  lessonId: 't',
  kind: 'image-text',
  name: '文',
  blocks: [{ type: 'picture', assetId: 'p', alt: '图' }],
  questions: [],
};
const course = (...lessons: DraftLesson[]): DraftCourse => ({
  courseId: 'c',
  name: '课',
  chapters: [{ chapterId: 'k', name: '章', lessons }],
});
const known = (assetId: string) => (assetId === 'a' ? 60_000 : undefined);

describe('length of a draft', () => {
  it('is that of its films and of the reading allowance of its texts', () => {
    expect([film('a'), film('b'), film(null), text].map((it) => lengthOf(it, known))).toEqual([
      60_000,
      undefined,
      undefined,
      10_000,
    ]);
  });

  it('names the shortest course that has anything in it, and what is not known yet', () => {
    expect(
      programmeLength([course(film('a'), text), course(text), course(), course(film('b'))], known),
    ).toEqual({
      ms: 80_000,
      shortestCourseMs: 10_000,
      unknown: 1,
    });
    expect(programmeLength([], known)).toEqual({ ms: 0, shortestCourseMs: 0, unknown: 0 });
  });
});
