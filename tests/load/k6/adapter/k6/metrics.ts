import { declareMetric, sample, type MetricKind } from '../run-state.ts';

type Tags = Readonly<Record<string, string>>;

function metricOf(kind: MetricKind) {
  return class {
    readonly name: string;
    constructor(name: string, _isTime = false) {
      this.name = name;
      declareMetric(name, kind);
    }
    add(value: number | boolean, tags?: Tags): void {
      sample(this.name, Number(value), tags);
    }
  };
}

export const Counter = metricOf('counter');
export const Rate = metricOf('rate');
export const Trend = metricOf('trend');
