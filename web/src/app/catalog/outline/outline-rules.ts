import type { DraftChapter, DraftCourse, DraftLesson } from '@minjiang/shared/catalog';

export type Outline = readonly DraftCourse[];
export type Part = 'course' | 'chapter' | 'lesson';

/** Where a part of an outline stands: its list belongs to `parentId` (null for courses). */
export interface Place {
  readonly part: Part;
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly index: number;
}

/** A part taken out, with what is needed to put it back. */
export interface Removed extends Place {
  readonly it: DraftCourse | DraftChapter | DraftLesson;
}

const idOf = (it: DraftCourse | DraftChapter | DraftLesson): string =>
  'lessonId' in it ? it.lessonId : 'chapterId' in it ? it.chapterId : it.courseId;

/** Every part with its place, in the order it is read. */
export function placesOf(outline: Outline): Place[] {
  return outline.flatMap((course, c): Place[] => [
    { part: 'course', id: course.courseId, name: course.name, parentId: null, index: c },
    ...course.chapters.flatMap((chapter, k): Place[] => [
      { part: 'chapter', id: chapter.chapterId, name: chapter.name, parentId: course.courseId, index: k },
      ...chapter.lessons.map((lesson, n): Place => ({
        part: 'lesson',
        id: lesson.lessonId,
        name: lesson.name,
        parentId: chapter.chapterId,
        index: n,
      })),
    ]),
  ]);
}

export const placeOf = (outline: Outline, id: string): Place | undefined =>
  placesOf(outline).find((place) => place.id === id);

export const lessonsOf = (outline: Outline): DraftLesson[] =>
  outline.flatMap(({ chapters }) => chapters).flatMap(({ lessons }) => lessons);

export const lessonOf = (outline: Outline, lessonId: string): DraftLesson | undefined =>
  lessonsOf(outline).find((lesson) => lesson.lessonId === lessonId);

/** What stands where a part was taken out: the next of its list, else the last, else what held it. */
export function neighbourOf(outline: Outline, removed: Place): string | undefined {
  const list = placesOf(outline).filter(
    ({ part, parentId }) => part === removed.part && parentId === removed.parentId,
  );
  return (list[removed.index] ?? list.at(-1))?.id ?? removed.parentId ?? undefined;
}

const eachChapter = (outline: Outline, change: (chapter: DraftChapter) => DraftChapter): DraftCourse[] =>
  outline.map((course) => ({ ...course, chapters: course.chapters.map(change) }));

/** Changes one lesson; the others stay the objects they are. */
export const changeLesson = (
  outline: Outline,
  lessonId: string,
  change: (lesson: DraftLesson) => DraftLesson,
): DraftCourse[] =>
  eachChapter(outline, (chapter) =>
    chapter.lessons.some((lesson) => lesson.lessonId === lessonId)
      ? { ...chapter, lessons: chapter.lessons.map((it) => (it.lessonId === lessonId ? change(it) : it)) }
      : chapter,
  );

export const rename = (outline: Outline, id: string, name: string): DraftCourse[] =>
  changeLesson(outline, id, (lesson) => ({ ...lesson, name })).map((course) => ({
    ...course,
    name: course.courseId === id ? name : course.name,
    chapters: course.chapters.map((chapter) => (chapter.chapterId === id ? { ...chapter, name } : chapter)),
  }));

/** Puts a part into the list of `parentId` at `index` (cut to the list's length). */
export function insert(
  outline: Outline,
  parentId: string | null,
  index: number,
  it: DraftCourse | DraftChapter | DraftLesson,
): DraftCourse[] {
  const into = <T>(list: readonly T[]): T[] => [...list.slice(0, index), it as T, ...list.slice(index)];
  if ('chapters' in it) return into(outline);
  if ('lessons' in it) {
    return outline.map((course) =>
      course.courseId === parentId ? { ...course, chapters: into(course.chapters) } : course,
    );
  }
  return eachChapter(outline, (chapter) =>
    chapter.chapterId === parentId ? { ...chapter, lessons: into(chapter.lessons) } : chapter,
  );
}

/** Takes a part out, with all that is in it. */
export function remove(
  outline: Outline,
  id: string,
): { outline: DraftCourse[]; removed: Removed | undefined } {
  const place = placeOf(outline, id);
  const all = outline.flatMap((course) => [
    course,
    ...course.chapters,
    ...course.chapters.flatMap((c) => c.lessons),
  ]);
  const it = all.find((each) => idOf(each) === id);
  const without = <T extends DraftCourse | DraftChapter | DraftLesson>(list: readonly T[]) =>
    list.filter((each) => idOf(each) !== id);
  return {
    outline: without(outline).map((course) => ({
      ...course,
      chapters: without(course.chapters).map((chapter) => ({
        ...chapter,
        lessons: without(chapter.lessons),
      })),
    })),
    removed: place && it ? { ...place, it } : undefined,
  };
}

/** Moves a part into a list; `index` counts after it was taken out. */
export function moveTo(outline: Outline, id: string, parentId: string | null, index: number): DraftCourse[] {
  const { outline: rest, removed } = remove(outline, id);
  return removed ? insert(rest, parentId, index, removed.it) : [...outline];
}

/** The lists that may hold a part, in order: courses have one, chapters the courses, lessons the chapters. */
export function listsFor(
  outline: Outline,
  part: Part,
): { id: string | null; name: string; length: number }[] {
  if (part === 'course') return [{ id: null, name: '', length: outline.length }];
  if (part === 'chapter') {
    return outline.map(({ courseId, name, chapters }) => ({ id: courseId, name, length: chapters.length }));
  }
  return outline.flatMap(({ chapters }) =>
    chapters.map(({ chapterId, name, lessons }) => ({ id: chapterId, name, length: lessons.length })),
  );
}

/** Where one step leads: within the list, past its edge into the neighbouring one; undefined at the very edge. */
export function step(
  outline: Outline,
  id: string,
  by: -1 | 1,
): { parentId: string | null; index: number } | undefined {
  const place = placeOf(outline, id);
  if (!place) return undefined;
  const lists = listsFor(outline, place.part);
  const at = lists.findIndex((list) => list.id === place.parentId);
  const index = place.index + by;
  if (index >= 0 && index < (lists[at]?.length ?? 0)) return { parentId: place.parentId, index };
  const next = lists[at + by];
  return next ? { parentId: next.id, index: by < 0 ? next.length : 0 } : undefined;
}

/** Where a jump into the neighbouring list leads: its end. */
export function jump(
  outline: Outline,
  id: string,
  by: -1 | 1,
): { parentId: string | null; index: number } | undefined {
  const place = placeOf(outline, id);
  if (!place) return undefined;
  const lists = listsFor(outline, place.part);
  const next = lists[lists.findIndex((list) => list.id === place.parentId) + by];
  return next ? { parentId: next.id, index: next.length } : undefined;
}
