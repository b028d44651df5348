import type { RefusalReason } from '@minjiang/shared/learning';
import type { Interval } from '../ledger/intervals.ts';

export type Verdict = 'credited' | RefusalReason;

/**
 * A stretch of the ledger as it stands: the run that was studied and every correction of it. They share place,
 * time and terms, so that their sums need no reference to each other. Milliseconds.
 */
export interface Stretch {
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly lessonVersionId: string;
  readonly encodingId: string | null;
  readonly ruleSetId: string;
  readonly terminal: string;
  readonly evidence: string;
  readonly day: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Credited when it was studied, before any correction. */
  readonly studiedMs: number;
  /** What stands, by verdict. */
  readonly standing: Readonly<Partial<Record<Verdict, number>>>;
}

/** Time of one stretch that goes from one verdict to another. */
export interface Shift {
  readonly from: Verdict;
  readonly to: Verdict;
  readonly ms: number;
}

export const standsAs = (stretch: Stretch, verdict: Verdict): number => stretch.standing[verdict] ?? 0;

export const shifted = (stretch: Stretch, { from, to, ms }: Shift): Stretch => ({
  ...stretch,
  standing: {
    ...stretch.standing,
    [from]: standsAs(stretch, from) - ms,
    [to]: standsAs(stretch, to) + ms,
  },
});

/** What a stretch has lost of the credit it was studied for. */
export const cancelledOf = (stretch: Stretch): number =>
  Math.max(0, stretch.studiedMs - standsAs(stretch, 'credited'));

/**
 * The media that a stretch earns: the leading share of its axis that is credited. Corrections move time and
 * change no sum, so taking and giving back end at the same place.
 */
export function earnedBy(stretch: Stretch): Interval[] {
  const credited = standsAs(stretch, 'credited');
  const total = Object.values(stretch.standing).reduce((sum, ms) => sum + ms, 0);
  if (credited <= 0 || total <= 0) return [];
  const to = stretch.fromMs + Math.round(((stretch.toMs - stretch.fromMs) * credited) / total);
  return to > stretch.fromMs ? [[stretch.fromMs, to]] : [];
}

/**
 * Takes time of one verdict from stretches, the newest first.
 * @returns what each gives, or null when less stands under that verdict
 */
export function takeFrom(
  stretches: readonly Stretch[],
  verdict: Verdict,
  ms: number,
): { stretch: Stretch; ms: number }[] | null {
  const taken: { stretch: Stretch; ms: number }[] = [];
  let left = ms;
  for (const stretch of [...stretches].sort((a, b) => b.startedAt - a.startedAt)) {
    const part = Math.min(left, standsAs(stretch, verdict));
    if (part > 0) taken.push({ stretch, ms: part });
    left -= part;
    if (left === 0) return taken;
  }
  return left === 0 ? taken : null;
}
