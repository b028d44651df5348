import { Histogram } from './histogram.ts';

/** What the learners of one process came to. */
export class Tally {
  connected = 0;
  cut = 0;
  sent = 0;
  acknowledged = 0;
  /** Learners with beats that are not acknowledged. */
  unsettled = 0;
  creditedMs = 0;
  /** Claimed by the acknowledged beats. */
  dueMs = 0;
  /** As the last answer said. */
  beatEveryMs = 0;
  segments = 0;
  segmentBytes = 0;
  readonly latency = new Histogram();
  readonly faults: Record<string, number> = {};

  fault(code: string): void {
    this.faults[code] = (this.faults[code] ?? 0) + 1;
  }
}

/** A tally as it goes from process to process. */
export type TallyFigures = Omit<Tally, 'fault' | 'latency'> & {
  readonly latency: Pick<Histogram, 'counts' | 'longestMs'>;
};

/** The figures of several processes as one; `beatEveryMs` is the longest in force. */
export function sumOf(tallies: readonly TallyFigures[]): Tally {
  const sum = new Tally();
  for (const one of tallies) {
    for (const key of ['connected', 'cut', 'sent', 'acknowledged', 'creditedMs', 'dueMs'] as const)
      sum[key] += one[key];
    for (const key of ['unsettled', 'segments', 'segmentBytes'] as const) sum[key] += one[key];
    sum.beatEveryMs = Math.max(sum.beatEveryMs, one.beatEveryMs);
    sum.latency.merge(one.latency);
    for (const [code, count] of Object.entries(one.faults))
      sum.faults[code] = (sum.faults[code] ?? 0) + count;
  }
  return sum;
}
