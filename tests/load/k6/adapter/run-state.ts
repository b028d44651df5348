import { AsyncLocalStorage } from 'node:async_hooks';
import type { VirtualUser } from './virtual-user.ts';

/** Every sample of a metric; `tags` decide in which thresholds it counts. */
export interface Sample {
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
}

export type MetricKind = 'counter' | 'rate' | 'trend';

export interface Metric {
  readonly kind: MetricKind;
  readonly samples: Sample[];
}

/** A run is one process, as with k6: what it has measured so far. */
export const metrics = new Map<string, Metric>();

/** Whoever runs the code that asks. */
export const current = new AsyncLocalStorage<VirtualUser>();

/** @throws for a metric that exists as another kind */
export function declareMetric(name: string, kind: MetricKind): void {
  const known = metrics.get(name);
  if (known && known.kind !== kind) throw new Error(`the metric ${name} is a ${known.kind} already`);
  if (!known) metrics.set(name, { kind, samples: [] });
}

/** Adds a sample with the tags of the scenario it was taken in, and those given. */
export function sample(name: string, value: number, tags: Readonly<Record<string, string>> = {}): void {
  metrics.get(name)!.samples.push({ value, tags: { ...current.getStore()?.tags, ...tags } });
}

declareMetric('checks', 'rate');
declareMetric('http_reqs', 'counter');
declareMetric('http_req_failed', 'rate');
declareMetric('http_req_duration', 'trend');
declareMetric('iterations', 'counter');
