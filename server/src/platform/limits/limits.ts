import type { Redis } from 'ioredis';
import type { Keys } from '../crypto/keys.ts';
import type { Metrics } from '../ops/metrics.ts';
import { measuredAdmission, type Admission } from './admission.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { rateLimits, type RateLimits } from './rate-limits.ts';

/** What one process takes on, and how much of it from one caller. */
export interface Limits {
  readonly admission: Admission;
  readonly rates: RateLimits;
  stop(): void;
}

export interface LimitsDeps {
  readonly keys: Keys;
  readonly metrics: Metrics;
  /** Where several processes count together; each for itself without it. */
  readonly redis: Redis | null;
}

export function makeLimits({ keys, metrics, redis }: LimitsDeps): Limits {
  const loop = watchLoopDelay();
  const keyOf = (address: string) => keys.mac('rate-address', address).toString('base64url');
  return {
    admission: measuredAdmission(metrics, () => loop.delayMs()),
    rates: rateLimits({ keyOf, redis: redis ?? undefined }),
    stop() {
      loop.stop();
    },
  };
}
