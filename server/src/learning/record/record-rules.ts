import type { Evidence, LessonState } from '@minjiang/shared/learning';

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

interface Vouched {
  readonly unprovedMs: number;
  readonly evidence: Evidence | null;
}

const fromWeakest: readonly Evidence[] = ['stated', 'signed', 'attested'];

/** What goes with credited time: how much waits for a check, its weakest evidence, the supervisor's word. */
export function verdictsOf(lessons: readonly Vouched[]) {
  const known = new Set(lessons.map(({ evidence }) => evidence));
  return {
    unprovedMs: lessons.reduce((sum, { unprovedMs }) => sum + unprovedMs, 0),
    evidence: fromWeakest.find((grade) => known.has(grade)) ?? null,
    // The supervision platform has not spoken yet; it is never guessed.
    supervisorMs: null,
  };
}
