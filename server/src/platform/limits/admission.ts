import type { Weight } from '@minjiang/shared/kernel';
import { Problem } from '../http/problem.ts';
import type { Metrics } from '../ops/metrics.ts';
import { bounds, type Bound } from './admission-rules.ts';
import { makeGate } from './gate.ts';

/** Takes requests on by their weight, each weight within a bound of its own. */
export interface Admission {
  /** @throws Problem busy, before the work has begun */
  enter(weight: Weight, work: () => Promise<void>): Promise<void>;
  underWay(weight: Weight): number;
  waiting(weight: Weight): number;
}

export interface AdmissionDeps {
  /** How late the event loop is, milliseconds. */
  readonly delayMs: () => number;
  readonly refused?: (weight: Weight, why: 'full' | 'late') => void;
}

export function makeAdmission(
  { delayMs, refused = () => undefined }: AdmissionDeps,
  of: Readonly<Record<Weight, Bound>> = bounds,
): Admission {
  const gateOf = (weight: Weight) => {
    const { atOnce, mayWait, retryAfterSeconds } = of[weight];
    return makeGate(atOnce, mayWait, retryAfterSeconds);
  };
  const gates = {
    beat: gateOf('beat'),
    page: gateOf('page'),
    media: gateOf('media'),
    export: gateOf('export'),
  };
  return {
    async enter(weight, work) {
      const { lateMs, retryAfterSeconds } = of[weight];
      if (delayMs() >= lateMs) {
        refused(weight, 'late');
        throw new Problem('busy', { retryAfterSeconds });
      }
      if (gates[weight].isFull()) refused(weight, 'full');
      await gates[weight].enter(work);
    },
    underWay: (weight) => gates[weight].inside(),
    waiting: (weight) => gates[weight].waiting(),
  };
}

/** The same with its figures among the metrics. */
export function measuredAdmission(metrics: Metrics, delayMs: () => number): Admission {
  const refusals = metrics.counter('minjiang_refused_total', 'Requests refused for want of room', [
    'weight',
    'why',
  ]);
  const refused = (weight: Weight, why: string) => refusals.inc({ weight, why });
  const admission = makeAdmission({ delayMs, refused });
  metrics.gauge('minjiang_event_loop_delay_ms', 'How late the event loop is', delayMs);
  for (const weight of Object.keys(bounds) as Weight[]) {
    const name = `minjiang_${weight}_requests`;
    metrics.gauge(`${name}_under_way`, 'Requests under way', () => admission.underWay(weight));
    metrics.gauge(`${name}_waiting`, 'Requests that wait for a place', () => admission.waiting(weight));
  }
  return admission;
}
