import type { RatingSummary } from '@minjiang/shared/learning';

/** One line of a distribution, five stars first; `percent` of all ratings, rounded. */
export interface StarLine {
  readonly stars: number;
  readonly count: number;
  readonly percent: number;
}

export const linesOf = ({ count, stars }: RatingSummary): StarLine[] =>
  stars
    .map((n, index) => ({
      stars: index + 1,
      count: n,
      percent: count > 0 ? Math.round((100 * n) / count) : 0,
    }))
    .reverse();
