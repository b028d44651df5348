import type { Metric, Sample } from './run-state.ts';
import { percentile, type Crossed } from './thresholds.ts';

/** Times of one kind of request, milliseconds. */
export interface Times {
  readonly name: string;
  readonly requests: number;
  readonly failed: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What a run measured. */
export interface Summary {
  readonly seconds: number;
  readonly iterations: number;
  readonly checks: Readonly<Record<string, { readonly passed: number; readonly failed: number }>>;
  readonly crossed: readonly Crossed[];
  /** What visits broke off with, and how often. */
  readonly errors: Readonly<Record<string, number>>;
  readonly requests: readonly Times[];
  /** All requests but sign-in. */
  readonly together: Times;
  /** Sums of the scripts' own counters, and times of their own trends. */
  readonly counters: Readonly<Record<string, number>>;
  readonly trends: readonly Times[];
}

export function summaryOf(
  metrics: ReadonlyMap<string, Metric>,
  run: {
    readonly seconds: number;
    readonly crossed: readonly Crossed[];
    readonly errors: Map<string, number>;
  },
): Summary {
  const durations = metrics.get('http_req_duration')!.samples;
  const byName = Map.groupBy(durations, ({ tags }) => tags['name'] ?? '');
  const others = [...metrics].filter(([name]) => !/^(http_|checks$|iterations$)/.test(name));
  return {
    seconds: run.seconds,
    iterations: sum(metrics.get('iterations')!.samples),
    checks: Object.fromEntries(
      [...Map.groupBy(metrics.get('checks')!.samples, ({ tags }) => tags['check']!)].map(
        ([name, samples]) => {
          const passed = sum(samples);
          return [name, { passed, failed: samples.length - passed }];
        },
      ),
    ),
    crossed: run.crossed,
    errors: Object.fromEntries(run.errors),
    requests: [...byName]
      .map(([name, samples]) => timesOf(name, samples))
      .sort((a, b) => b.requests - a.requests),
    together: timesOf(
      'all but sign-in',
      durations.filter(({ tags }) => tags['apart'] !== 'yes'),
    ),
    counters: Object.fromEntries(
      others.flatMap(([name, { kind, samples }]) => (kind === 'counter' ? [[name, sum(samples)]] : [])),
    ),
    trends: others.flatMap(([name, { kind, samples }]) => (kind === 'trend' ? [timesOf(name, samples)] : [])),
  };
}

const sum = (samples: readonly Sample[]) => samples.reduce((total, { value }) => total + value, 0);

function timesOf(name: string, samples: readonly Sample[]): Times {
  const sorted = samples.map(({ value }) => value).sort((a, b) => a - b);
  return {
    name,
    requests: sorted.length,
    failed: samples.filter(({ tags }) => tags['expected_response'] === 'false').length,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    max: sorted.at(-1) ?? 0,
  };
}
