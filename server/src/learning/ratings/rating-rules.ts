import { leastForAverage, type RatingProgress, type RatingSummary } from '@minjiang/shared/learning';

/** What an enrolment has come to, milliseconds. */
export interface StudiedLesson {
  readonly creditedMs: number;
  /** Of it, what still waits for a passed check. */
  readonly unprovedMs: number;
  readonly done: boolean;
}

const leastPercent = 10;

/**
 * Whether enough was really studied to rate a programme: a finished lesson, or a tenth of the required time. What
 * still waits for a check is not yet real, and a lesson is not finished with it.
 * @param requiredMs length of all lessons of the programme version
 */
export function ratingProgressOf(requiredMs: number, lessons: readonly StudiedLesson[]): RatingProgress {
  const creditedMs = lessons.reduce((sum, of) => sum + Math.max(0, of.creditedMs - of.unprovedMs), 0);
  const lessonsDone = lessons.filter(({ done, unprovedMs }) => done && unprovedMs === 0).length;
  const neededMs = Math.ceil((requiredMs * leastPercent) / 100);
  return {
    creditedMs,
    neededMs,
    lessonsDone,
    may: lessonsDone > 0 || (neededMs > 0 && creditedMs >= neededMs),
  };
}

/** The further of two, where somebody studies a programme in more than one class. */
export function further(a: RatingProgress, b: RatingProgress): RatingProgress {
  const ahead = Number(b.may) - Number(a.may) || share(b) - share(a);
  return ahead > 0 ? b : a;
}

const share = ({ creditedMs, neededMs }: RatingProgress) => (neededMs > 0 ? creditedMs / neededMs : 0);

/** @param counts how many gave these stars */
export function summaryOf(
  counts: readonly { readonly stars: number; readonly count: number }[],
): RatingSummary {
  const stars = [1, 2, 3, 4, 5].map((n) => counts.find((of) => of.stars === n)?.count ?? 0);
  const count = stars.reduce((sum, n) => sum + n, 0);
  const total = stars.reduce((sum, n, index) => sum + n * (index + 1), 0);
  return { count, stars, average: count < leastForAverage ? null : Math.round((10 * total) / count) / 10 };
}
