/** Seconds ahead that appointments are counted for; longer than any interval of beats. */
const slots = 64;
/** How far a second may be above an even load: without it nobody could come as late as may be. */
const margin = 1.05;

/** When the pages of a process were told to come again, so that they do not all come in the same seconds. */
export interface Appointments {
  /**
   * The milliseconds after which the next page shall come: as late as may be, but not in a second that has its share
   * of pages already, as long as there are others.
   */
  next(now: number, earliestMs: number, latestMs: number): number;
}

/** @param chance 0 … 1, of the place within a second */
export function makeAppointments(chance: () => number = Math.random): Appointments {
  const expected = new Int32Array(slots);
  let total = 0;
  let second = 0;

  /** Seconds that have passed are free for those to come. */
  function forget(until: number): void {
    for (let passed = Math.max(second, until - slots); passed < until; passed++) {
      total -= expected[passed % slots]!;
      expected[passed % slots] = 0;
    }
    second = until;
  }

  return {
    next(now, earliestMs, latestMs) {
      forget(Math.floor(now / 1000));
      const earliest = second + Math.ceil(earliestMs / 1000);
      const latest = Math.max(earliest, second + Math.floor(latestMs / 1000) - 1);
      const share = ((total + 1) / (latestMs / 1000)) * margin;
      let best = latest;
      for (let at = latest; at >= earliest && expected[best % slots]! >= share; at--)
        if (expected[at % slots]! < expected[best % slots]!) best = at;
      expected[best % slots]! += 1;
      total += 1;
      return Math.min(latestMs, (best + chance()) * 1000 - now);
    },
  };
}
