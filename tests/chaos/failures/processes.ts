import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seconds, until } from '../../support/waiting.ts';
import { visit } from '../../support/http.ts';
import type { ChaosStage } from '../stage.ts';
import type { Failure } from './failure.ts';

const realtimeOf = ({ cluster }: ChaosStage) => cluster.processes.find(({ role }) => role === 'realtime')!;

export const processKilled: Failure = {
  name: 'process-killed',
  what: 'SIGKILL of one realtime process; it comes back after 8 s',
  seen: 'nothing, or "no network" for some seconds: the page reconnects to the other process',
  small: true,
  async strike(stage) {
    await realtimeOf(stage).kill();
    await seconds(8);
    await realtimeOf(stage).again();
  },
};

export const allKilled: Failure = {
  name: 'all-killed',
  what: 'SIGKILL of all server processes, started again at once',
  seen: '"no network, your time is kept", then the time arrives',
  async strike({ cluster }) {
    const from = performance.now();
    await Promise.all(cluster.processes.map((each) => each.kill()));
    await Promise.all(cluster.processes.map((each) => each.again()));
    await until('the platform', () => readyAt(cluster.apiOrigin), 30_000, 50);
    const took = (performance.now() - from) / 1000;
    return `serving again after ${took.toFixed(1)} s (aim 10 s)`;
  },
};

export const processFrozen: Failure = {
  name: 'process-frozen',
  what: 'SIGSTOP of one realtime process, SIGCONT after 15 s',
  seen: 'nothing: an answer that does not come in 8 s is asked for by HTTP',
  async strike(stage) {
    const pid = realtimeOf(stage).pid();
    process.kill(pid, 'SIGSTOP');
    await seconds(15);
    process.kill(pid, 'SIGCONT');
  },
};

export const clockWrong: Failure = {
  name: 'clock-wrong',
  what: 'all but one realtime process restarted, one of each role with a clock an hour fast',
  seen: 'nothing: time is the clock of the database',
  async strike({ cluster }) {
    const preload = [pathToFileURL(join(import.meta.dirname, '../shifted-date.mjs')).href];
    const [, ...others] = cluster.processes.filter(({ role }) => role === 'realtime');
    const shifted = cluster.processes.filter((each) => !others.includes(each));
    await Promise.all(shifted.map((each) => each.kill()));
    await Promise.all(shifted.map((each) => each.again({ preload })));
    await seconds(12);
    await Promise.all(shifted.map((each) => each.kill()));
    await Promise.all(shifted.map((each) => each.again()));
  },
};

const readyAt = (origin: string): Promise<boolean> =>
  visit(origin)
    .send('GET', '/readyz')
    .then(
      ({ status }) => status === 200,
      () => false,
    );
