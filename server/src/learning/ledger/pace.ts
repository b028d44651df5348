import { slowestBeatEveryMs } from './ledger-state.ts';

/** Weight of the past in the count of arrivals, milliseconds. */
const memoryMs = 5000;
/** Beats that a batch waits for while many come, and how long at most. */
const gathered = { beats: 64, fromPerSecond: 50, mostMs: 150 };
/** Beats a second of one process, and milliseconds a beat waits, from which pages shall come less often, and again as before. */
const busy = { perSecond: 400, waitMs: 1000 };
const calm = { perSecond: 120, waitMs: 300 };

/** How beats come to this process, and what follows from it; nothing of it is truth. */
export interface Pace {
  arrived(): void;
  /** How long the oldest beat of a batch waited until it was acknowledged. */
  acknowledged(waitedMs: number): void;
  /** How long a batch shall wait for more: a transaction costs the same for one beat as for dozens. */
  gatherMs(): number;
  /** The interval of beats in force, by the terms of a lease. */
  beatEveryMs(ofTerms: number): number;
}

/** @param nowMs a clock that only goes forward */
export function makePace(nowMs: () => number = () => performance.now()): Pace {
  let count = 0;
  let countedAt = nowMs();
  let waitMs = 0;
  let slow = false;

  function perSecond(): number {
    const now = nowMs();
    count *= Math.exp((countedAt - now) / memoryMs);
    countedAt = now;
    return (count / memoryMs) * 1000;
  }

  return {
    arrived() {
      perSecond();
      count += 1;
    },
    acknowledged(waitedMs) {
      waitMs = waitMs * 0.8 + waitedMs * 0.2;
      const rate = perSecond();
      if (rate > busy.perSecond || waitMs > busy.waitMs) slow = true;
      else if (rate < calm.perSecond && waitMs < calm.waitMs) slow = false;
    },
    gatherMs() {
      const rate = perSecond();
      if (rate < gathered.fromPerSecond) return 0;
      return Math.min(gathered.mostMs, (gathered.beats / rate) * 1000);
    },
    beatEveryMs: (ofTerms) => (slow ? Math.max(ofTerms, slowestBeatEveryMs) : ofTerms),
  };
}
