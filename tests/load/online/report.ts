import type { Measured } from './measure.ts';
import type { Step } from './step.ts';

const us = (ms: number, beats: number) => (ms * 1000) / Math.max(1, beats);
const kb = (bytes: number) => bytes / 1000;
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const times = ({ latency }: Measured) =>
  [0.5, 0.95, 0.99].map((share) => latency.within(share).toFixed(1)).join(' / ') +
  ` / ${latency.longestMs.toFixed(0)} ms`;

/** CPU of the platform's own programs for a beat, and of the bare ones, microseconds. */
export function costsOf({ platform, bare, insert }: Step) {
  const { postgres = 0, ...others } = platform.cpuMs;
  const server = us(
    Object.values(others).reduce((sum, ms) => sum + ms, 0),
    platform.beats,
  );
  return {
    server,
    postgres: us(postgres, platform.beats),
    driver: us(platform.driverCpuMs, platform.beats),
    roles: Object.entries(others).map(([role, ms]) => `${role} ${us(ms, platform.beats).toFixed(0)}`),
    bareSocket: us(bare.cpuMs['bare'] ?? 0, bare.beats),
    bareRow: insert.clientUs + insert.databaseUs,
  };
}

/** Memory of the processes that hold sockets, for each learner, bytes. */
export const memoryOf = ({ rssAfter, rssBefore, learners }: Measured) => (rssAfter - rssBefore) / learners;

export const faultsOf = ({ tally }: Measured): number =>
  Object.values(tally.faults).reduce((sum, count) => sum + count, 0);

/** What one number of learners came to, beside the bare figures of the same run. */
export function reportOf(step: Step): string[] {
  const { platform, bare, insert, reconciled } = step;
  const cost = costsOf(step);
  const all = cost.server + cost.postgres + cost.driver;
  const share = (part: number) => `${((100 * part) / all).toFixed(0)} %`;
  const { tally } = platform;
  const faults = Object.entries(tally.faults).map(([code, count]) => `${code} ${count}`);
  const bareSum = cost.bareSocket + cost.bareRow;
  return [
    `${platform.learners} learners (accounts, sessions and leases seeded in ${step.seedSeconds.toFixed(1)} s)`,
    `  connected        ${platform.connected} in ${platform.connectSeconds.toFixed(1)} s, ${rate(platform)}/s (bare ${bare.connected}, ${rate(bare)}/s)`,
    `  beats            sent ${tally.sent}, acknowledged ${tally.acknowledged}; every ${tally.beatEveryMs / 1000} s in force; ${(platform.beats / platform.seconds).toFixed(0)}/s`,
    `  acknowledgement  p50 / p95 / p99 / max ${times(platform)} (bare ${times(bare)})`,
    `                   with the time of connecting p99 ${tally.latency.within(0.99).toFixed(1)}, max ${tally.latency.longestMs.toFixed(0)} ms`,
    `  errors           ${faultsOf(platform)}${faults.length > 0 ? `: ${faults.join(', ')}` : ''} (bare ${faultsOf(bare)})`,
    `  credited         ${reconciled.storedMs} ms of ${reconciled.dueMs} ms due over ${reconciled.accounts} accounts; told ${reconciled.toldMs} ms`,
    `                   accounts with too much ${reconciled.over}, too little ${reconciled.under}, unlike sums ${reconciled.unequal}, unanswered ${reconciled.pending}`,
    `  memory           sockets' processes ${mb(platform.rssAfter)}, ${kb(memoryOf(platform)).toFixed(1)} kB a learner (bare ${mb(bare.rssAfter)}, ${kb(memoryOf(bare)).toFixed(1)} kB); drivers ${mb(platform.driverRss)}`,
    `  CPU of a beat    server ${cost.server.toFixed(0)} µs (${cost.roles.join(', ')}), PostgreSQL ${cost.postgres.toFixed(0)} µs, driver ${cost.driver.toFixed(0)} µs`,
    `                   shares: server ${share(cost.server)}, database ${share(cost.postgres)}, driver ${share(cost.driver)}`,
    `                   bare socket ${cost.bareSocket.toFixed(0)} µs + bare row ${cost.bareRow.toFixed(0)} µs (client ${insert.clientUs.toFixed(0)}, PostgreSQL ${insert.databaseUs.toFixed(0)}); ours is ${((cost.server + cost.postgres) / bareSum).toFixed(1)} times that`,
    `  written          ${mb(step.wal)} of write-ahead log (${(step.wal / Math.max(1, tally.acknowledged)).toFixed(0)} bytes a beat), database grew by ${mb(step.database)}`,
    `  segments         ${tally.segments} fetched over HTTP, ${mb(tally.segmentBytes)}`,
    ...reconciled.examples.map((example) => `  not right        ${example}`),
  ];
}

const rate = ({ connected, connectSeconds }: Measured) => (connected / connectSeconds).toFixed(0);

/** The line by which a run is compared with another. */
export function lastLine({ platform, reconciled }: Step): string {
  const { tally, connected } = platform;
  return `online ${connected}, beats ${tally.sent}, acknowledged ${tally.acknowledged}, lost ${reconciled.lostBeats}, errors ${faultsOf(platform)}, p99 ${platform.latency.within(0.99).toFixed(0)} ms`;
}
