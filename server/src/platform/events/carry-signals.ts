import type { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Metrics } from '../ops/metrics.ts';
import { signalsOverNotify } from './over-notify.ts';
import type { SignalCarrier } from './signal-carrier.ts';

export interface CarrierDeps {
  readonly databaseUrl: string;
  /** Null leaves signals to PostgreSQL. */
  readonly redisUrl: string | null;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** @returns the carrier, and the connection to Redis that other parts of the process may send commands through */
export async function carrySignals({
  databaseUrl,
  redisUrl,
  log,
  metrics,
}: CarrierDeps): Promise<SignalCarrier & { readonly redis: Redis | null }> {
  if (redisUrl === null) return { ...signalsOverNotify(databaseUrl, log), redis: null };
  // Loaded only where it is used: a process that holds sockets stays small.
  const [{ openRedis }, { signalsOverRedis }] = await Promise.all([
    import('../redis/open-redis.ts'),
    import('./over-redis.ts'),
  ]);
  const link = openRedis(redisUrl, log);
  return { ...signalsOverRedis(link, metrics), redis: link.commands };
}
