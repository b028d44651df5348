import { intersect, subtract, union, type Interval } from '../ledger/intervals.ts';
import { earnedBy, shifted, type Shift, type Stretch } from './stretches.ts';

/** One stretch before and after a correction. */
export interface CorrectedStretch {
  readonly before: Stretch;
  readonly after: Stretch;
  readonly shift: Shift;
}

export const correct = (before: Stretch, shift: Shift): CorrectedStretch => ({
  before,
  after: shifted(before, shift),
  shift,
});

/** Replaces stretches by what they have become. */
export function afterAll(
  stretches: readonly Stretch[],
  corrected: readonly CorrectedStretch[],
): readonly Stretch[] {
  const fresh = new Map(corrected.map(({ before, after }) => [before, after]));
  return stretches.map((stretch) => fresh.get(stretch) ?? stretch);
}

export interface ReleasedMedia {
  readonly earned: Interval[];
  /** What left `earned`: it may be earned again. */
  readonly released: Interval[];
}

/**
 * What of one content is earned after its stretches were corrected: media that lost its credit is released unless
 * another stretch stands for it, in whatever lesson or enrolment; media that gained credit is earned.
 * @param all every stretch of that content, before
 */
export function earnedAfter(
  earned: readonly Interval[],
  all: readonly Stretch[],
  corrected: readonly CorrectedStretch[],
): ReleasedMedia {
  const lost = corrected.flatMap(({ before, after }) => subtract(earnedBy(before), earnedBy(after)));
  const kept = union(afterAll(all, corrected).flatMap(earnedBy), []);
  const released = intersect(earned, subtract(union(lost, []), kept));
  const gained = corrected.flatMap(({ before, after }) => subtract(earnedBy(after), earnedBy(before)));
  return { earned: union(subtract(earned, released), gained), released };
}
