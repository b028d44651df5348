import { setTimeout as wait } from 'node:timers/promises';
import type { Beginning } from '../study/crowd-messages.ts';
import type { Crowd } from '../study/crowd.ts';
import type { Histogram } from '../study/histogram.ts';
import type { Told } from '../study/reconcile.ts';
import type { Tally } from '../study/tally.ts';

export interface Used {
  readonly role: string;
  readonly rssBytes: number;
  readonly cpuMs: number;
}

export interface Measured {
  readonly learners: number;
  readonly connectSeconds: number;
  /** At the end of the study. */
  readonly connected: number;
  readonly tally: Tally;
  readonly told: Told;
  /** Of the acknowledgements after everybody had come. */
  readonly latency: Histogram;
  /** Beats acknowledged, and microseconds of CPU, from when everybody had come until the end. */
  readonly beats: number;
  readonly seconds: number;
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly driverCpuMs: number;
  readonly rssBefore: number;
  readonly rssAfter: number;
  readonly driverRss: number;
}

export interface MeasureOptions {
  readonly learners: number;
  readonly studyMs: number;
  /** Makes the next learners ready to come. */
  readonly next: (from: number, to: number) => Promise<readonly Beginning[]>;
  readonly usage: () => Promise<readonly Used[]>;
  /** Whose memory counts. */
  readonly holdsSockets: (role: string) => boolean;
  readonly patienceMs: number;
  readonly progress: (line: string) => void;
}

/** Learners that come together, and how many may be on their way. */
const groupSize = 250;
const mostComing = 1000;

/** Lets learners come as fast as they are taken, lets them study, and waits for the last acknowledgement. */
export async function measure(crowd: Crowd, options: MeasureOptions): Promise<Measured> {
  const { learners, usage, holdsSockets } = options;
  const memory = (used: readonly Used[]) =>
    used.reduce((sum, { role, rssBytes }) => sum + (holdsSockets(role) ? rssBytes : 0), 0);
  const rssBefore = memory(await usage());
  const startedAt = Date.now();
  const told = setInterval(() => options.progress(lineOf(crowd, learners, Date.now() - startedAt)), 1000);
  try {
    const connected = () => crowd.figures().tally.connected;
    for (let from = 0; from < learners; from += groupSize) {
      crowd.begin(await options.next(from, Math.min(learners, from + groupSize) - 1));
      while (from + groupSize - connected() > mostComing) await wait(25);
    }
    const latest = Date.now() + options.patienceMs;
    while (connected() < learners && Date.now() < latest) await wait(25);
    const connectSeconds = (Date.now() - startedAt) / 1000;
    const before = { used: await usage(), figures: crowd.figures(), at: Date.now() };
    await wait(options.studyMs);
    const after = { used: await usage(), figures: crowd.figures(), at: Date.now() };
    const stillConnected = after.figures.tally.connected;
    const last = await crowd.finish(options.patienceMs);
    const spent = (role: string) => {
      const of = (used: readonly Used[]) =>
        used.reduce((sum, one) => sum + (one.role === role ? one.cpuMs : 0), 0);
      return [role, of(after.used) - of(before.used)] as const;
    };
    return {
      learners,
      connectSeconds,
      connected: stillConnected,
      tally: crowd.figures().tally,
      told: last,
      latency: after.figures.tally.latency.since(before.figures.tally.latency),
      beats: after.figures.tally.acknowledged - before.figures.tally.acknowledged,
      seconds: (after.at - before.at) / 1000,
      cpuMs: Object.fromEntries([...new Set(after.used.map(({ role }) => role))].map(spent)),
      driverCpuMs: after.figures.cpuMs - before.figures.cpuMs,
      rssBefore,
      rssAfter: memory(after.used),
      driverRss: after.figures.rssBytes,
    };
  } finally {
    clearInterval(told);
  }
}

function lineOf(crowd: Crowd, learners: number, ms: number): string {
  const { tally } = crowd.figures();
  const faults = Object.values(tally.faults).reduce((sum, count) => sum + count, 0);
  const parts = [
    `${Math.round(ms / 1000)} s`,
    `connected ${tally.connected}/${learners}`,
    `sent ${tally.sent}`,
    `acknowledged ${tally.acknowledged}`,
    `waiting ${tally.unsettled}`,
    `errors ${faults}`,
    `p99 ${tally.latency.within(0.99).toFixed(0)} ms`,
    `interval ${tally.beatEveryMs / 1000} s`,
  ];
  return parts.join(' · ');
}
