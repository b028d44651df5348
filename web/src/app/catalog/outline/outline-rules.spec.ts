import type { DraftCourse, DraftLesson } from '@minjiang/shared/catalog';
import {
  insert,
  jump,
  lessonOf,
  moveTo,
  neighbourOf,
  placeOf,
  placesOf,
  remove,
  rename,
  step,
} from './outline-rules.ts';

const lesson = (lessonId: string): DraftLesson => ({
  lessonId,
  kind: 'video',
  name: lessonId,
  assetId: null,
  questions: [],
});
const outline: DraftCourse[] = [
  {
    courseId: 'A',
    name: 'A',
    chapters: [
      { chapterId: 'A1', name: 'A1', lessons: [lesson('a'), lesson('b')] },
      { chapterId: 'A2', name: 'A2', lessons: [] },
    ],
  },
  { courseId: 'B', name: 'B', chapters: [{ chapterId: 'B1', name: 'B1', lessons: [lesson('c')] }] },
];
const order = (courses: readonly DraftCourse[]) =>
  placesOf(courses)
    .map(({ id }) => id)
    .join(' ');

describe('an outline', () => {
  it('is read from top to bottom', () => {
    expect(order(outline)).toBe('A A1 a b A2 B B1 c');
    expect(placeOf(outline, 'b')).toEqual({ part: 'lesson', id: 'b', name: 'b', parentId: 'A1', index: 1 });
  });

  it('moves a lesson within its chapter, past its edge, and never past the outline', () => {
    expect(step(outline, 'b', -1)).toEqual({ parentId: 'A1', index: 0 });
    expect(step(outline, 'b', 1)).toEqual({ parentId: 'A2', index: 0 });
    expect(step(outline, 'c', -1)).toEqual({ parentId: 'A2', index: 0 });
    expect(step(outline, 'a', -1)).toBeUndefined();
    expect(step(outline, 'c', 1)).toBeUndefined();
    expect(order(moveTo(outline, 'b', 'A2', 0))).toBe('A A1 a A2 b B B1 c');
    expect(order(moveTo(outline, 'a', 'A1', 1))).toBe('A A1 b a A2 B B1 c');
  });

  it('moves chapters between courses with all that is in them, and courses among themselves', () => {
    expect(step(outline, 'B1', -1)).toEqual({ parentId: 'A', index: 2 });
    expect(order(moveTo(outline, 'B1', 'A', 0))).toBe('A B1 c A1 a b A2 B');
    expect(step(outline, 'A', 1)).toEqual({ parentId: null, index: 1 });
    expect(order(moveTo(outline, 'A', null, 1))).toBe('B B1 c A A1 a b A2');
  });

  it('jumps to the end of the neighbouring list', () => {
    expect(jump(outline, 'c', -1)).toEqual({ parentId: 'A2', index: 0 });
    expect(jump(outline, 'A2', 1)).toEqual({ parentId: 'B', index: 1 });
    expect(jump(outline, 'A', 1)).toBeUndefined();
  });

  it('gives back what was removed, at its place', () => {
    for (const id of ['A', 'A1', 'b', 'c']) {
      const { outline: rest, removed } = remove(outline, id);
      expect(placeOf(rest, id)).withContext(id).toBeUndefined();
      expect(insert(rest, removed!.parentId, removed!.index, removed!.it))
        .withContext(id)
        .toEqual(outline);
    }
    expect(remove(outline, 'x').removed).toBeUndefined();
  });

  it('knows who stands where a part was taken out', () => {
    const left = (id: string) => {
      const { outline: rest, removed } = remove(outline, id);
      return neighbourOf(rest, removed!);
    };
    expect(left('a')).toBe('b');
    expect(left('b')).toBe('a');
    expect(left('c')).toBe('B1');
    expect(left('A')).toBe('B');
    const one = outline.slice(1);
    expect(neighbourOf([], remove(one, 'B').removed!)).toBeUndefined();
  });

  it('renames one part and leaves the others the objects they are', () => {
    const next = rename(outline, 'a', 'new');
    expect(lessonOf(next, 'a')?.name).toBe('new');
    expect(lessonOf(next, 'b')).toBe(lessonOf(outline, 'b'));
    expect(placeOf(rename(outline, 'A2', 'new'), 'A2')?.name).toBe('new');
    expect(placeOf(rename(outline, 'B', 'new'), 'B')?.name).toBe('new');
  });
});
