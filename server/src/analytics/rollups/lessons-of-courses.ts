import type { ProgrammeVersion } from '../ports.ts';

/** Where a lesson stands in a version, and how many lessons its course has there. */
export interface PlacedLesson {
  readonly versionId: string;
  readonly courseId: string;
  readonly lessonId: string;
  readonly lessons: number;
}

/** Courses of versions with their lessons: a course is finished when all of them are done. */
export const lessonsOfCourses = (versions: Iterable<ProgrammeVersion>): PlacedLesson[] =>
  [...versions].flatMap(({ versionId, courses }) =>
    courses.flatMap(({ courseId, chapters }) => {
      const lessons = chapters.flatMap((chapter) => chapter.lessons);
      return lessons.map(({ lessonId }) => ({ versionId, courseId, lessonId, lessons: lessons.length }));
    }),
  );
