import { type DraftCourse, type DraftLesson, readingAllowanceMs } from '@minjiang/shared/catalog';

/** Length of a film by its asset; undefined while it is not known. */
export type FilmLength = (assetId: string) => number | undefined;

/** Length of a lesson, undefined while its film is not known. */
export function lengthOf(lesson: DraftLesson, filmLength: FilmLength): number | undefined {
  if (lesson.kind === 'image-text')
    return lesson.blocks.reduce((sum, block) => sum + readingAllowanceMs(block), 0);
  return lesson.assetId ? filmLength(lesson.assetId) : undefined;
}

/** What the rules of a programme are weighed against. */
export interface ProgrammeLength {
  /** All lessons whose length is known. */
  readonly ms: number;
  readonly shortestCourseMs: number;
  /** Lessons whose length is not known yet. */
  readonly unknown: number;
}

export function programmeLength(courses: readonly DraftCourse[], filmLength: FilmLength): ProgrammeLength {
  const lengths = courses.map(({ chapters }) =>
    chapters.flatMap(({ lessons }) => lessons.map((lesson) => lengthOf(lesson, filmLength))),
  );
  const sums = lengths
    .map((course) => course.reduce<number>((sum, ms) => sum + (ms ?? 0), 0))
    .filter((ms) => ms > 0);
  return {
    ms: sums.reduce((sum, ms) => sum + ms, 0),
    shortestCourseMs: sums.length > 0 ? Math.min(...sums) : 0,
    unknown: lengths.flat().filter((ms) => ms === undefined).length,
  };
}
