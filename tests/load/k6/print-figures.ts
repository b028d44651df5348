import type { Summary, Times } from './adapter/summary.ts';

interface Used {
  readonly role: string;
  readonly cpuMs: number;
  readonly rssBytes: number;
}

const cells = (of: Times) =>
  [of.requests, of.failed, ...[of.p50, of.p95, of.p99, of.max].map((ms) => ms.toFixed(0))]
    .map((cell) => String(cell).padStart(9))
    .join('');

/** One table of requests by kind, then what server and database used, then what went wrong. */
export function printFigures(title: string, summary: Summary, used: readonly Used[]): void {
  const { seconds, requests, together, trends, counters, crossed, errors } = summary;
  console.log(`\n${title}\n`);
  const heads = ['requests', 'errors', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'];
  console.log(''.padEnd(28) + heads.map((head) => head.padStart(9)).join(''));
  for (const of of [...requests, ...trends, together]) console.log(of.name.padEnd(28) + cells(of));
  for (const { role, cpuMs, rssBytes } of used) {
    const percent = (cpuMs / (seconds * 10)).toFixed(0);
    console.log(`${role.padEnd(28)}${percent} % of a core, ${(rssBytes / 1e6).toFixed(0)} MB`);
  }
  console.log(`own counters ${JSON.stringify(counters)}`);
  for (const { threshold, measured } of crossed) console.log(`crossed ${threshold}, measured ${measured}`);
  const most = Object.entries(errors).sort(([, a], [, b]) => b - a);
  for (const [text, times] of most.slice(0, 10)) console.log(`${times} × ${text.slice(0, 300)}`);
  const total = together.requests / seconds;
  console.log(
    `mixed: ${together.requests} requests in ${seconds.toFixed(0)} s, ${total.toFixed(0)} a second, errors ${together.failed}, p95 ${together.p95.toFixed(0)} ms`,
  );
}
