import type { SessionFacts } from './focus-policy.ts';
import { lockSettlesMs, tryAgainMs, watchLogind } from './watch-logind.ts';

const own = '/org/freedesktop/login1/session/_31';
const settled = () => new Promise((done) => setImmediate(done));

/** A bus and a clock that the spec moves by hand. */
function scene(silentTimes = 0) {
  const properties = { LockedHint: false, Active: true };
  const told: Partial<SessionFacts>[] = [];
  const timers: { ms: number; work: () => void }[] = [];
  let say: (line: string) => void = () => undefined;
  let end: () => void = () => undefined;
  let [listening, deaf, silent] = [0, 0, silentTimes];
  const stop = watchLogind(
    {
      ownSession: () =>
        silent-- > 0 ? Promise.reject(new Error('silent')) : Promise.resolve(`(objectpath '${own}',)`),
      propertiesOf: () =>
        Promise.resolve(`({'LockedHint': <${properties.LockedHint}>, 'Active': <${properties.Active}>},)`),
      listen(onLine, onEnd) {
        [say, end] = [onLine, onEnd];
        listening++;
        return () => void listening--;
      },
    },
    {
      after(ms, work) {
        const timer = { ms, work };
        timers.push(timer);
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
      },
    },
    (facts) => told.push(facts),
    () => deaf++,
  );
  const last = () => told.at(-1);
  return {
    ...{ properties, told, timers, last, stop },
    ...{ say: (line: string) => say(line), end: () => end() },
    ...{ listening: () => listening, deaf: () => deaf },
  };
}

describe('watchLogind', () => {
  it('begins with what is so already', async () => {
    const { properties, last } = scene();
    properties.LockedHint = true;
    await settled();
    expect(last()).toEqual({ locked: true, userAway: false });
  });

  it('counts a lock that is asked for at once, and asks whether one came', async () => {
    const { properties, told, timers, last, say } = scene();
    await settled();
    say(`${own}: org.freedesktop.login1.Session.Lock ()`);
    expect(last()).toEqual({ locked: true });
    properties.LockedHint = true;
    const [timer] = timers.splice(0);
    expect(timer?.ms).toBe(lockSettlesMs);
    timer?.work();
    await settled();
    expect(last()?.locked).toBeTrue();

    say(`${own}: org.freedesktop.login1.Session.Lock ()`);
    properties.LockedHint = false;
    timers.shift()?.work();
    await settled();
    expect(last()?.locked).toBeFalse();
    expect(told.length).toBe(5);
  });

  it('listens anew to a bus that went away, and learns what it missed', async () => {
    const { properties, timers, last, end, deaf } = scene();
    await settled();
    end();
    expect(deaf()).toBe(1);
    properties.Active = false;
    const [timer] = timers;
    expect(timer?.ms).toBe(tryAgainMs);
    timer?.work();
    await settled();
    expect(last()).toEqual({ locked: false, userAway: true });
  });

  it('asks again where nobody answered: without its session it would take no signal for its own', async () => {
    const { timers, told, last } = scene(1);
    await settled();
    expect(told).toEqual([]);
    expect(timers.map(({ ms }) => ms)).toEqual([tryAgainMs]);
    timers[0]?.work();
    await settled();
    expect(last()).toEqual({ locked: false, userAway: false });
  });

  it('keeps still after it was released', async () => {
    const { told, timers, stop, listening } = scene();
    stop();
    await settled();
    expect([told.length, timers.length, listening()]).toEqual([0, 0, 0]);
  });
});
