import type { LessonState } from '@minjiang/shared/learning';

/** Class hours of a total: floor to one decimal, computed once on the total shown. */
export function classHoursOf(totalMs: number, minutesPerClassHour: number): number {
  return Math.floor(totalMs / (minutesPerClassHour * 6000)) / 10;
}

export function lessonStateOf(
  progress: { frontierMs: number; creditedMs: number; done: boolean } | undefined,
): LessonState {
  if (!progress) return 'not-begun';
  if (progress.done) return 'done';
  return progress.frontierMs > 0 || progress.creditedMs > 0 ? 'part' : 'not-begun';
}
