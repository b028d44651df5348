import type { Request, Response } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  readonly contentType: string;
  /** Notes how long a request took, by route template and status. */
  observe(request: Request, response: Response): void;
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  /** A figure read when asked for. */
  gauge(name: string, help: string, read: () => number): void;
  text(): Promise<string>;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'minjiang_http_seconds',
    help: 'Seconds a request took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    observe(request, response) {
      const stop = requests.startTimer();
      response.on('finish', () => {
        const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
        stop({ method: request.method, route, status: String(response.statusCode) });
      });
    },
    counter: (name, help, labels = []) =>
      new Counter({ name, help, labelNames: [...labels], registers: [registry] }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
    text: () => registry.metrics(),
  };
}
