/** How often something failed, and until when it is locked; instants in milliseconds. */
export interface Failures {
  readonly failures: number;
  readonly lastAt: number;
  readonly lockedUntil: number | null;
}

export interface LockLimit {
  /** The failure that locks. */
  readonly failures: number;
  readonly lockMs: number;
  /** Failures are forgotten when none followed for so long. */
  readonly forgetMs: number;
}

/** One account from one address; and one account from all addresses, so that guessing from many ends too. */
export const lockLimits = {
  address: { failures: 5, lockMs: 300_000, forgetMs: 900_000 },
  account: { failures: 25, lockMs: 300_000, forgetMs: 3_600_000 },
} as const satisfies Record<string, LockLimit>;

/** A lock that has run out begins a new count. */
export function afterFailure(before: Failures | null, now: number, limit: LockLimit): Failures {
  const stale =
    before === null ||
    now - before.lastAt >= limit.forgetMs ||
    (before.lockedUntil !== null && before.lockedUntil <= now);
  const failures = stale ? 1 : before.failures + 1;
  const lockedUntil = failures >= limit.failures ? now + limit.lockMs : null;
  return { failures, lastAt: now, lockedUntil };
}

/** Whole seconds a lock still lasts, 0 when there is none. */
export function lockedForSeconds(lockedUntil: number | null, now: number): number {
  return lockedUntil === null ? 0 : Math.max(0, Math.ceil((lockedUntil - now) / 1000));
}
