import { makeAppointments } from './appointments.ts';
import { slowestBeatEveryMs } from './ledger-state.ts';

/** Weight of the past in the count of arrivals, milliseconds. */
const memoryMs = 5000;
/** Beats that a batch waits for while many come, and how long at most; longer where it is the machine that counts. */
const gathered = { beats: 64, fromPerSecond: 50, mostMs: 150 };
const gatheredWhenSlow = { beats: 128, mostMs: 400 };
/** Beats a second of one process, and milliseconds a beat waits, from which pages shall come less often, and again as before. */
const busy = { perSecond: 400, waitMs: 1000 };
const calm = { perSecond: 120, waitMs: 600 };
/** While slow a page may be told to come this much earlier, where too many are expected in the second of its own. */
const earlierMs = 10_000;

/** How beats come to this process, and what follows from it; nothing of it is truth. */
export interface Pace {
  arrived(): void;
  /** How long the oldest beat of a batch waited until it was acknowledged. */
  acknowledged(waitedMs: number): void;
  /** How long a batch shall wait for more: a transaction costs the same for one beat as for dozens. */
  gatherMs(): number;
  /** The time until the next beat of a page, by the terms of its lease. */
  beatEveryMs(ofTerms: number): number;
}

/** @param nowMs a clock that only goes forward */
export function makePace(nowMs: () => number = () => performance.now()): Pace {
  let count = 0;
  let countedAt = nowMs();
  let waitMs = 0;
  let slow = false;
  const appointments = makeAppointments();

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
      const { beats, mostMs } = slow ? gatheredWhenSlow : gathered;
      return Math.min(mostMs, (beats / rate) * 1000);
    },
    beatEveryMs(ofTerms) {
      if (!slow) return ofTerms;
      const latestMs = Math.max(ofTerms, slowestBeatEveryMs);
      const earliestMs = Math.max(ofTerms, latestMs - earlierMs);
      return Math.round(appointments.next(nowMs(), earliestMs, latestMs));
    },
  };
}
