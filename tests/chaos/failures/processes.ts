import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isAlive } from '../../../server/launch/processes.ts';
import { seconds, until } from '../../support/waiting.ts';
import { visit } from '../../support/http.ts';
import type { ChaosStage } from '../stage.ts';
import type { Failure } from './failure.ts';
import { observed, refuses } from './observed.ts';

const realtimeOf = ({ cluster }: ChaosStage) => cluster.processes.find(({ role }) => role === 'realtime')!;

export const processKilled: Failure = {
  name: 'process-killed',
  what: 'SIGKILL of one realtime process; it comes back after 8 s',
  seen: 'nothing, or "no network" for some seconds: the page reconnects to the other process',
  shows: { may: ['offline', 'busy'] },
  small: true,
  async strike(stage) {
    const killed = realtimeOf(stage);
    const before = killed.pid();
    await killed.kill();
    const gone = observed(`process ${before} was gone`, !isAlive(before));
    await seconds(8);
    await killed.again();
    return `${gone}, ${observed('another came', killed.pid() !== before && isAlive(killed.pid()))}`;
  },
};

export const allKilled: Failure = {
  name: 'all-killed',
  what: 'SIGKILL of all server processes, started again at once',
  seen: '"no network, your time is kept", then the time arrives',
  shows: { may: ['offline', 'busy'], must: 'offline' },
  async strike({ cluster }) {
    const from = performance.now();
    const before = cluster.processes.map((each) => each.pid());
    await Promise.all(cluster.processes.map((each) => each.kill()));
    const none = !before.some(isAlive) && (await refuses(cluster.apiOrigin));
    const gone = observed(`all ${before.length} processes were gone`, none);
    await Promise.all(cluster.processes.map((each) => each.again()));
    await until('the platform', () => readyAt(cluster.apiOrigin), 30_000, 50);
    const took = (performance.now() - from) / 1000;
    return `${gone}; serving again after ${took.toFixed(1)} s (aim 10 s)`;
  },
};

export const processFrozen: Failure = {
  name: 'process-frozen',
  what: 'SIGSTOP of one realtime process, SIGCONT after 15 s',
  seen: 'nothing: an answer that does not come in 8 s is asked for by HTTP',
  shows: { may: ['offline'] },
  async strike(stage) {
    const pid = realtimeOf(stage).pid();
    process.kill(pid, 'SIGSTOP');
    await seconds(15);
    const stopped = stateOf(pid) === 'T';
    process.kill(pid, 'SIGCONT');
    return observed(`process ${pid} stood still for 15 s`, stopped);
  },
};

export const clockWrong: Failure = {
  name: 'clock-wrong',
  what: 'all but one realtime process restarted, one of each role with a clock an hour fast',
  seen: 'nothing, or "no network" while a process restarts: time is the clock of the database',
  shows: { may: ['offline', 'busy'] },
  async strike({ cluster }) {
    const preload = [pathToFileURL(join(import.meta.dirname, '../shifted-date.mjs')).href];
    const [, ...others] = cluster.processes.filter(({ role }) => role === 'realtime');
    const shifted = cluster.processes.filter((each) => !others.includes(each));
    await Promise.all(shifted.map((each) => each.kill()));
    await Promise.all(shifted.map((each) => each.again({ preload })));
    await seconds(12);
    const wrong = shifted.map((each) => clockAheadMs(each.log()));
    await Promise.all(shifted.map((each) => each.kill()));
    await Promise.all(shifted.map((each) => each.again()));
    const hour = (ms: number) => ms > 3_540_000 && ms < 3_660_000;
    return observed(`${wrong.length} processes had a clock an hour fast`, wrong.every(hour));
  },
};

/** What the process says of its clock when it starts, against ours. */
const clockAheadMs = (log: string): number =>
  Number(/its clock says (\d+)/.exec(log)?.[1] ?? NaN) - Date.now();

/** `T` for one that was stopped by a signal. */
const stateOf = (pid: number): string | undefined =>
  /^\d+ \(.*\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];

const readyAt = (origin: string): Promise<boolean> =>
  visit(origin)
    .send('GET', '/readyz')
    .then(
      ({ status }) => status === 200,
      () => false,
    );
