import { binMs, type HeatBin } from '@minjiang/shared/analytics';

/** One drawn column of the strip: some bins taken together, so that a film of hours still fits a telephone. */
export interface HeatColumn {
  readonly fromMs: number;
  readonly toMs: number;
  readonly seenMs: number;
  /** How often an average learner of this resource has seen it; 1 is once through. */
  readonly times: number;
  /** 0 to 1 of the hottest column. */
  readonly heat: number;
  /** Share of all learners who came to its beginning, 0 to 1. */
  readonly reached: number;
}

const mostColumns = 120;

/** Columns of equal length over the axis, at most 120. */
export function columnsOf(bins: readonly HeatBin[], learners: number): HeatColumn[] {
  const each = Math.max(1, Math.ceil(bins.length / mostColumns));
  const groups = Array.from({ length: Math.ceil(bins.length / each) }, (_none, i) =>
    bins.slice(i * each, (i + 1) * each),
  );
  const seen = groups.map((group) => group.reduce((sum, { seenMs }) => sum + seenMs, 0));
  const rates = seen.map((ms, i) => ms / groups[i]!.length);
  const hottest = Math.max(...rates, 1);
  return groups.map((group, i) => ({
    fromMs: group[0]!.fromMs,
    toMs: group[0]!.fromMs + group.length * binMs,
    seenMs: seen[i]!,
    times: learners > 0 ? seen[i]! / (group.length * binMs * learners) : 0,
    heat: rates[i]! / hottest,
    reached: learners > 0 ? group[0]!.reached / learners : 0,
  }));
}

/** The hottest and the coldest columns, for whoever cannot see the strip; none where nothing was seen. */
export function extremesOf(
  columns: readonly HeatColumn[],
): { hottest: HeatColumn; coldest: HeatColumn } | undefined {
  const [first] = columns;
  if (!first || columns.every(({ seenMs }) => seenMs === 0)) return undefined;
  return {
    hottest: columns.reduce((best, of) => (of.heat > best.heat ? of : best), first),
    coldest: columns.reduce((best, of) => (of.heat < best.heat ? of : best), first),
  };
}

/** A share as whole percent, cut; half of a percent is none. */
export const percentOf = (part: number, whole: number): number =>
  whole > 0 ? Math.floor((100 * part) / whole) : 0;
