/** What one suite found. */
export interface Counts {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: readonly Skip[];
}

export interface Failure {
  readonly name: string;
  /** What to read to mend it. */
  readonly detail: string;
}

export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export const nothing: Counts = { passed: 0, failures: [], skipped: [] };

export const passedOne: Counts = { ...nothing, passed: 1 };

export function failedOne(name: string, detail: string): Counts {
  return { ...nothing, failures: [{ name, detail }] };
}

export function skippedOne(name: string, reason: string): Counts {
  return { ...nothing, skipped: [{ name, reason }] };
}

export function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/**
 * In a strict run what was skipped has failed, so that a missing tool cannot hide a whole suite; except what
 * another system or account alone could show (`only root …`, `only on Windows …`).
 */
export function strictly(counts: Counts): Counts {
  const hidden = counts.skipped.filter(({ reason }) => !reason.startsWith('only '));
  return {
    passed: counts.passed,
    failures: [
      ...counts.failures,
      ...hidden.map(({ name, reason }) => ({
        name,
        detail: `skipped, which this run does not allow: ${reason}`,
      })),
    ],
    skipped: counts.skipped.filter((skip) => !hidden.includes(skip)),
  };
}
