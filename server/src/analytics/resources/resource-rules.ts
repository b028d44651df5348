import { binMs, viewBreakMs } from '@minjiang/shared/analytics';

/** A sealed run on the axis of a resource; `ms` is negative where a correction takes it away. */
export interface PlacedRun {
  readonly resourceId: string;
  readonly accountId: string;
  readonly day: string;
  readonly verdict: string;
  readonly cause: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly ms: number;
}

/**
 * Verdicts under which something was seen: what counts, what was counted before, and what came at an hour or after a
 * cap that lets nothing count. A page that was left, paused or had no media shows nothing.
 */
const seenVerdicts: ReadonlySet<string> = new Set(['credited', 'already-earned', 'hours', 'daily-cap']);

export const isSeen = ({ verdict }: Pick<PlacedRun, 'verdict'>): boolean => seenVerdicts.has(verdict);

/**
 * Spreads the time of a run over the bins of its axis, by the share of each. The parts add up to the whole to the
 * millisecond, and those of a correction are the same with the other sign.
 */
export function binsOf({ fromMs, toMs, ms }: Pick<PlacedRun, 'fromMs' | 'toMs' | 'ms'>): Map<number, number> {
  const bins = new Map<number, number>();
  const length = toMs - fromMs;
  const size = Math.abs(ms);
  const before = (at: number) => (length > 0 ? Math.floor((size * (at - fromMs)) / length) : 0);
  const first = Math.floor(fromMs / binMs);
  const last = length > 0 ? Math.ceil(toMs / binMs) - 1 : first;
  for (let bin = first; bin <= last; bin++) {
    const start = Math.max(fromMs, bin * binMs);
    const end = Math.min(toMs, (bin + 1) * binMs);
    const part = length > 0 ? before(end) - before(start) : size;
    if (part !== 0) bins.set(bin, Math.sign(ms) * part);
  }
  return bins;
}

/**
 * The views that some runs of one learner and resource begin: one with every run after a break.
 * @param runs of study, something seen in each, by their beginning
 * @param lastViewedAt the end of what was looked at before, or null
 * @returns the days of the views, and the end of the last
 */
export function viewsOf(
  runs: readonly Pick<PlacedRun, 'day' | 'startedAt' | 'endedAt'>[],
  lastViewedAt: number | null,
): { days: string[]; lastViewedAt: number | null } {
  const days: string[] = [];
  let last = lastViewedAt;
  for (const { day, startedAt, endedAt } of runs) {
    if (last === null || startedAt > last + viewBreakMs) days.push(day);
    last = Math.max(last ?? endedAt, endedAt);
  }
  return { days, lastViewedAt: last };
}

/** How many learners stopped for good in a bin. */
export interface Stopped {
  readonly bin: number;
  readonly learners: number;
}

const joinedBins = 6;

/**
 * The places where most learners dropped off, the most first. Bins of half a minute are taken together round the
 * highest of them, so that a place is not named three times.
 * @param lastBin the last bin of the axis
 */
export function dropOffsOf(stopped: readonly Stopped[], lastBin: number, most = 5) {
  const left = new Map(stopped.map(({ bin, learners }) => [Math.min(bin, lastBin), learners]));
  const found: { fromMs: number; toMs: number; learners: number }[] = [];
  while (left.size > 0 && found.length < most) {
    const [peak] = [...left].reduce((best, of) =>
      of[1] > best[1] || (of[1] === best[1] && of[0] < best[0]) ? of : best,
    );
    const first = Math.max(0, peak - joinedBins / 2);
    const last = Math.min(lastBin, first + joinedBins - 1);
    let learners = 0;
    for (let bin = first; bin <= last; bin++) {
      learners += left.get(bin) ?? 0;
      left.delete(bin);
    }
    found.push({ fromMs: first * binMs, toMs: (last + 1) * binMs, learners });
  }
  return found.sort((a, b) => b.learners - a.learners || a.fromMs - b.fromMs);
}
