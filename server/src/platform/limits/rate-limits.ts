import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../http/problem.ts';
import { networkOf } from './network-of.ts';

/**
 * A person who clicks never meets these; a program that loops does. A training centre is three hundred people behind
 * one address who come within a minute, each with about five requests before he is signed in, and again when the
 * platform was busy. Of wrong passwords and codes such a centre has one a person in a quarter of an hour.
 */
export const rateFigures = {
  account: { points: 1200, duration: 60 },
  address: { points: 3000, duration: 60 },
  guesses: { points: 300, duration: 900 },
} as const satisfies Record<string, { points: number; duration: number }>;

/** Each is refused with `too-many` and the seconds to wait. */
export interface RateLimits {
  ofAccount(accountId: string): Promise<void>;
  /** For callers who are nobody. */
  ofAddress(address: string): Promise<void>;
  /** Counts work that fails as a wrong guess from this address; what was right, or had no room, is none. */
  guessing<T>(address: string, work: () => Promise<T>): Promise<T>;
}

export interface RateLimitsDeps {
  /** What stands for an address in the counters: never the address itself. */
  readonly keyOf: (address: string) => string;
  /** Counters that several processes share; while it is gone each counts for itself. */
  readonly redis?: Redis | undefined;
  readonly figures?: Record<keyof typeof rateFigures, { points: number; duration: number }>;
}

export function rateLimits({ keyOf, redis, figures = rateFigures }: RateLimitsDeps): RateLimits {
  const limiterOf = (name: keyof typeof rateFigures) => {
    const options = { keyPrefix: `minjiang:rate:${name}`, ...figures[name] };
    const own = new RateLimiterMemory(options);
    if (!redis) return own;
    const shared = { storeClient: redis, insuranceLimiter: own, rejectIfRedisNotReady: true };
    return new RateLimiterRedis({ ...options, ...shared });
  };
  const [account, address, guesses] = [limiterOf('account'), limiterOf('address'), limiterOf('guesses')];
  const placeOf = (given: string) => keyOf(networkOf(given));

  async function take(limiter: typeof account, key: string): Promise<void> {
    await limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof Error) throw refused;
      const { msBeforeNext } = refused as RateLimiterRes;
      throw new Problem('too-many', { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
    });
  }

  return {
    ofAccount: (accountId) => take(account, accountId),
    ofAddress: (given) => take(address, placeOf(given)),
    async guessing(given, work) {
      const key = placeOf(given);
      await take(guesses, key);
      try {
        const answer = await work();
        await guesses.reward(key);
        return answer;
      } catch (error) {
        if (error instanceof Problem && error.status >= 500) await guesses.reward(key);
        throw error;
      }
    },
  };
}
