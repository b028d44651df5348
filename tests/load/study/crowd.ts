import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Beginning, CrowdOptions, DriverFigures, FromDriver, ToDriver } from './crowd-messages.ts';
import type { Told } from './reconcile.ts';
import { sumOf, type Tally } from './tally.ts';

export interface CrowdFigures {
  readonly tally: Tally;
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** Very many learners in several processes. */
export interface Crowd {
  /** Lets learners come; they connect at once and study until they are stopped. */
  begin(learners: readonly Beginning[]): void;
  /** As the processes last reported them, at most a quarter of a second old. */
  figures(): CrowdFigures;
  /** No more beats after those that are due next; resolves when all are acknowledged, or after so long. */
  finish(patienceMs: number): Promise<Told>;
  close(): Promise<void>;
}

/** A process may have so many files open on the machines we measure on. */
export const mostADriver = 19_000;

/** @param drivers how many processes; each must hold at most `mostADriver` learners */
export async function startCrowd(drivers: number, options: CrowdOptions): Promise<Crowd> {
  const children = Array.from({ length: drivers }, () =>
    fork(join(import.meta.dirname, 'driver.ts'), [], { serialization: 'advanced', execArgv: [] }),
  );
  const kill = () => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', kill);
  const reported = new Map<ChildProcess, DriverFigures>();
  const told = new Map<ChildProcess, Told>();
  for (const child of children) {
    child.on('message', (message: FromDriver) => {
      if (message.type === 'figures') reported.set(child, message.figures);
      else if (message.type === 'told') told.set(child, message.told);
    });
  }
  const say = (message: ToDriver) => children.forEach((child) => child.send(message));
  say({ type: 'prepare', options });
  await Promise.all(children.map((child) => once(child, 'message')));

  const figures = (): CrowdFigures => {
    const all = [...reported.values()];
    const sum = (of: (one: DriverFigures) => number) => all.reduce((total, one) => total + of(one), 0);
    return {
      tally: sumOf(all.map(({ tally }) => tally)),
      cpuMs: sum(({ cpuMs }) => cpuMs),
      rssBytes: sum(({ rssBytes }) => rssBytes),
    };
  };
  // Those who fetch segments share a process: the code for it is large.
  const driverOf = ({ number, lease }: Beginning) => (lease ? number % drivers : 0);
  return {
    begin(learners) {
      children.forEach((child, index) => {
        const own = learners.filter((learner) => driverOf(learner) === index);
        if (own.length > 0) child.send({ type: 'begin', learners: own } satisfies ToDriver);
      });
    },
    figures,
    async finish(patienceMs) {
      const end = Date.now() + patienceMs;
      // Everybody's last stretch ends when it would have ended anyway.
      const lastBeat = Date.now() + figures().tally.beatEveryMs + 1500;
      say({ type: 'stop' });
      while (Date.now() < end && (Date.now() < lastBeat || figures().tally.unsettled > 0)) await wait(250);
      told.clear();
      say({ type: 'tell' });
      while (told.size < children.length) await wait(50);
      return joined([...told.values()]);
    },
    async close() {
      say({ type: 'close' });
      await Promise.all(
        children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit')),
      );
      process.off('exit', kill);
    },
  };
}

function joined(parts: readonly Told[]): Told {
  const whole = (name: 'number' | 'ackedSeq' | 'sentSeq') =>
    Int32Array.from(parts.flatMap((part) => [...part[name]]));
  const ms = (name: 'toldMs' | 'ackedDueMs' | 'sentDueMs') =>
    Float64Array.from(parts.flatMap((part) => [...part[name]]));
  return {
    number: whole('number'),
    ackedSeq: whole('ackedSeq'),
    sentSeq: whole('sentSeq'),
    toldMs: ms('toldMs'),
    ackedDueMs: ms('ackedDueMs'),
    sentDueMs: ms('sentDueMs'),
  };
}
