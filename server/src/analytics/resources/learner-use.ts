import { isSeen, viewsOf, type PlacedRun } from './resource-rules.ts';

/** What one learner has seen of one resource. */
export interface LearnerUse {
  readonly resourceId: string;
  readonly accountId: string;
  readonly views: number;
  readonly seenMs: number;
  readonly creditedMs: number;
  readonly lastViewedAt: number | null;
}

export interface UseGrown {
  readonly after: LearnerUse;
  /** The local days on which views began. */
  readonly viewDays: readonly string[];
}

/**
 * Adds runs to what a learner had seen. Corrections move time and begin no view.
 * @param runs of this learner and resource
 */
export function growUse(before: LearnerUse, runs: readonly PlacedRun[]): UseGrown {
  const seen = runs.filter(isSeen);
  const studied = seen.filter(({ cause, ms }) => cause === 'study' && ms > 0);
  const { days, lastViewedAt } = viewsOf(
    studied.sort((a, b) => a.startedAt - b.startedAt),
    before.lastViewedAt,
  );
  const sum = (of: readonly PlacedRun[]) => of.reduce((total, { ms }) => total + ms, 0);
  return {
    viewDays: days,
    after: {
      ...before,
      views: before.views + days.length,
      seenMs: before.seenMs + sum(seen),
      creditedMs: before.creditedMs + sum(seen.filter(({ verdict }) => verdict === 'credited')),
      lastViewedAt,
    },
  };
}
