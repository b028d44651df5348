import type { AnswerOf, QueryInputOf } from '@minjiang/shared/kernel';
import { learningRoutes, type ProgressRow } from '@minjiang/shared/learning';

export type ProgressPageOfRows = AnswerOf<typeof learningRoutes.classProgress>;
export type ProgressSort = NonNullable<QueryInputOf<typeof learningRoutes.classProgress>['sort']>;
type SortedBy = 'percent' | 'credited';

const { sort, state } = learningRoutes.classProgress.query.shape;

/** The order that stands in an address; what is none is the order of the roster. */
export const sortIn = (text: string | undefined): ProgressSort => sort.catch('rosterNumber').parse(text);

/** The standing that stands in an address, if it is one. */
export const standingIn = (text: string | undefined): ProgressRow['state'] | undefined =>
  state.safeParse(text).data;

/** What a press on a column's heading asks for next: most first, then least first, then the roster's order. */
export function nextSort(now: ProgressSort, column: SortedBy): ProgressSort {
  if (now === `-${column}`) return column;
  return now === column ? 'rosterNumber' : `-${column}`;
}

/** The order of a column as ARIA names it. */
export function ariaSort(now: ProgressSort, column: SortedBy): 'ascending' | 'descending' | null {
  if (now === column) return 'ascending';
  return now === `-${column}` ? 'descending' : null;
}

/**
 * Heights of the bars of some days in percent, against the day with the most or an hour, whichever is more, so that
 * one short day does not look like much. A day with anything is never nothing.
 */
export function barHeights(days: readonly number[]): number[] {
  const most = Math.max(3_600_000, ...days);
  return days.map((ms) => (ms > 0 ? Math.max(20, Math.round((ms / most) * 100)) : 0));
}
