import { metrics, type Metric, type Sample } from './run-state.ts';

/** A threshold that was not kept, as k6 writes it, with what was measured. */
export interface Crossed {
  readonly threshold: string;
  readonly measured: number;
}

/** The share of samples at or below which p % of them lie. 0 without samples. */
export function percentile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return 0;
  const at = (sorted.length - 1) * (p / 100);
  const below = Math.floor(at);
  const [low, high] = [sorted[below]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - below);
}

/** @throws for what k6 would refuse, or this does not know: an unknown metric, a statement of another form */
export function crossedOf(thresholds: Readonly<Record<string, readonly string[]>>): Crossed[] {
  return Object.entries(thresholds).flatMap(([of, statements]) => {
    const { metric, samples } = selected(of);
    return statements.flatMap((statement) => {
      const [, what, sign, limit] = /^([\w.()]+)\s*(==|<=|>=|<|>)\s*([\d.]+)$/.exec(statement) ?? [];
      if (!what || !sign) throw new Error(`${of}: ${statement} is no threshold`);
      const measured = measure(metric.kind, samples, what);
      return holds(measured, sign, Number(limit)) ? [] : [{ threshold: `${of}: ${statement}`, measured }];
    });
  });
}

function selected(of: string): { metric: Metric; samples: readonly Sample[] } {
  const [, name = '', filter] = /^(\w+)(?:\{(.+)\})?$/.exec(of) ?? [];
  const metric = metrics.get(name);
  if (!metric) throw new Error(`there is no metric ${of}`);
  const wanted = (filter?.split(',') ?? []).map((pair) => pair.split(':').map((part) => part.trim()));
  const fits = ({ tags }: Sample) => wanted.every(([tag, value]) => tags[tag!] === value);
  return { metric, samples: metric.samples.filter(fits) };
}

function measure(kind: Metric['kind'], samples: readonly Sample[], what: string): number {
  const values = samples.map(({ value }) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  if (kind === 'counter' && what === 'count') return sum;
  // k6 lets a rate without samples pass by leaving it out; here nothing that never happened holds.
  if (kind === 'rate' && what === 'rate') return values.length === 0 ? NaN : sum / values.length;
  if (kind !== 'trend') throw new Error(`a ${kind} has no ${what}`);
  if (what === 'avg') return sum / values.length;
  if (what === 'max') return Math.max(...values);
  const p = /^p\(([\d.]+)\)$/.exec(what)?.[1];
  if (p === undefined) throw new Error(`a trend has no ${what}`);
  return values.length === 0
    ? NaN
    : percentile(
        values.sort((a, b) => a - b),
        Number(p),
      );
}

function holds(measured: number, sign: string, limit: number): boolean {
  if (sign === '==') return measured === limit;
  if (sign === '<') return measured < limit;
  if (sign === '<=') return measured <= limit;
  return sign === '>' ? measured > limit : measured >= limit;
}
