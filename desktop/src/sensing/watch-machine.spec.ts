import type { MachineFacts } from './machine-signals.ts';
import { watchMachine } from './watch-machine.ts';

describe('watchMachine', () => {
  it('looks again and again, and tells what is new alone', async () => {
    const facts: MachineFacts = {
      ...{ platform: 'linux', environment: {}, firmware: [], processorFlags: [], virtualisation: '' },
      programs: [],
    };
    let programs: string[] = [];
    const timers: { ms: number; work: () => void }[] = [];
    const told: string[] = [];
    const watch = watchMachine(
      { lookEveryMs: 7, facts: () => Promise.resolve({ ...facts, programs }) },
      { after: (ms, work) => (timers.push({ ms, work }), () => undefined) },
    );
    const release = watch.onChange((signals) => told.push(signals.join()));
    const lookAgain = async () => {
      timers.shift()?.work();
      await new Promise((done) => setImmediate(done));
    };
    await lookAgain();
    expect(timers.map(({ ms }) => ms)).toEqual([7]);
    expect(told).toEqual([]);
    programs = ['x11vnc'];
    await lookAgain();
    await lookAgain();
    expect(told).toEqual(['remote-control']);
    expect(watch.signals()).toEqual(['remote-control']);
    release();
    programs = [];
    await lookAgain();
    expect([told.length, watch.signals()]).toEqual([1, []]);
  });
});
