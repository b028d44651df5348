import type { LearnerClass, LessonState } from '@minjiang/shared/learning';

type Course = LearnerClass['courses'][number];
type Lesson = Course['chapters'][number]['lessons'][number];

/** A lesson with everything that stands round it. */
export interface LessonPlace {
  readonly trainingClass: LearnerClass;
  readonly course: Course;
  readonly chapterName: string;
  readonly lesson: Lesson;
  /** The lesson after this one, across chapters and courses. */
  readonly next: Lesson | undefined;
}

/** Finds a lesson among the own classes. */
export function placeOf(
  classes: readonly LearnerClass[],
  enrolmentId: string,
  lessonId: string,
): LessonPlace | undefined {
  const trainingClass = classes.find((one) => one.enrolmentId === enrolmentId);
  const all = (trainingClass?.courses ?? []).flatMap((course) =>
    course.chapters.flatMap((chapter) =>
      chapter.lessons.map((lesson) => ({ course, chapterName: chapter.name, lesson })),
    ),
  );
  const at = all.findIndex(({ lesson }) => lesson.lessonId === lessonId);
  const found = all[at];
  return trainingClass && found ? { trainingClass, ...found, next: all[at + 1]?.lesson } : undefined;
}

/** Whether nothing of a class is left to study. */
export const allDone = (courses: readonly Course[]): boolean =>
  courses.every(({ chapters }) =>
    chapters.every(({ lessons }) => lessons.every(({ state }) => state === 'done')),
  );

/** The courses with the figures of one lesson as the server last said them. */
export function withFigures(
  courses: readonly Course[],
  lessonId: string,
  figures: { creditedMs: number; state: LessonState } | undefined,
): Course[] {
  const mark = (lesson: Lesson): Lesson =>
    figures && lesson.lessonId === lessonId
      ? { ...lesson, creditedMs: figures.creditedMs, state: figures.state }
      : lesson;
  return courses.map((course) => ({
    ...course,
    chapters: course.chapters.map((chapter) => ({ ...chapter, lessons: chapter.lessons.map(mark) })),
  }));
}
