import { Redis } from 'ioredis';
import type { Keys } from '../crypto/keys.ts';
import type { Log } from '../log.ts';
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
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where several processes count together; each for itself without it. */
  readonly redisUrl: string | null;
}

export function makeLimits({ keys, log, metrics, redisUrl }: LimitsDeps): Limits {
  const loop = watchLoopDelay();
  const redis = redisUrl === null ? undefined : countingRedis(redisUrl, log);
  const keyOf = (address: string) => keys.mac('rate-address', address).toString('base64url');
  return {
    admission: measuredAdmission(metrics, () => loop.delayMs()),
    rates: rateLimits({ keyOf, redis }),
    stop() {
      loop.stop();
      redis?.disconnect();
    },
  };
}

/** A counter that does not answer at once is passed over, not waited for. */
function countingRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 500 });
  let told = false;
  redis.on('ready', () => (told = false));
  redis.on('error', (error: Error) => {
    if (!told) log.warn({ err: error }, 'Redis is gone; this process counts requests by itself');
    told = true;
  });
  return redis;
}
