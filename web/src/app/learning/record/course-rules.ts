import type { LearnerRecord, LessonState } from '@minjiang/shared/learning';

export type RecordCourse = LearnerRecord['courses'][number];

/** How far one has come in a course; the percent is cut, so that 100 means all. */
export function courseState({ lessons }: RecordCourse): { state: LessonState; percent: number } {
  const sum = (of: (lesson: RecordCourse['lessons'][number]) => number) =>
    lessons.reduce((total, lesson) => total + of(lesson), 0);
  const length = sum(({ durationMs }) => durationMs);
  const earned = sum(({ creditedMs, durationMs }) => Math.min(creditedMs, durationMs));
  const percent = length > 0 ? Math.floor((earned / length) * 100) : 0;
  if (lessons.length > 0 && lessons.every(({ state }) => state === 'done')) return { state: 'done', percent };
  const begun = lessons.some(({ state, rawMs }) => state !== 'not-begun' || rawMs > 0);
  return { state: begun ? 'part' : 'not-begun', percent };
}

/** The length of a class hour, where all courses agree on it. */
export function commonClassHour(courses: readonly RecordCourse[]): number | undefined {
  const lengths = new Set(courses.map(({ minutesPerClassHour }) => minutesPerClassHour));
  return lengths.size === 1 ? [...lengths][0] : undefined;
}

/** Whether courses come from more than one class, so that each has to name its own. */
export const fromManyClasses = (courses: readonly RecordCourse[]): boolean =>
  new Set(courses.map(({ className }) => className)).size > 1;
