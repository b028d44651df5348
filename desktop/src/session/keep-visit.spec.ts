import { keepVisit } from './keep-visit.ts';

const idleMs = 300_000;

/** A person and a clock that the spec moves by hand. */
function scene(clear: () => Promise<void>) {
  let now = 0;
  let timer: { at: number; work: () => void } | undefined;
  const tell = {
    act: () => {},
    session: (_open: boolean) => {},
    media: (_playing: boolean) => {},
  };
  const none = () => undefined;
  const faults: unknown[] = [];
  keepVisit(
    {
      onAct: (listener) => ((tell.act = listener), none),
      onSession: (listener) => ((tell.session = listener), none),
      onMedia: (listener) => ((tell.media = listener), none),
    },
    {
      now: () => now,
      after: (ms, work) => ((timer = { at: now + ms, work }), () => (timer = undefined)),
    },
    idleMs,
    clear,
    (fault) => void faults.push(fault),
  );
  const pass = (ms: number) => {
    const until = now + ms;
    while (timer && timer.at <= until) {
      now = timer.at;
      timer.work();
    }
    now = until;
  };
  return { tell, pass, faults };
}

describe('keepVisit', () => {
  it('clears when the session ends, and again after the next person', async () => {
    let cleared = 0;
    const { tell } = scene(() => Promise.resolve(void cleared++));
    tell.session(true);
    tell.session(false);
    expect(cleared).toBe(1);
    await Promise.resolve();
    await Promise.resolve();
    tell.session(true);
    tell.session(false);
    expect(cleared).toBe(2);
  });

  it('clears a machine that its person left, not more than a second late', () => {
    let cleared = 0;
    const { tell, pass } = scene(() => Promise.resolve(void cleared++));
    pass(100_000);
    tell.session(true);
    pass(idleMs - 1);
    expect(cleared).toBe(0);
    pass(1_001);
    expect(cleared).toBe(1);
  });

  it('says so when a machine cannot forget', async () => {
    const fault = new Error('no');
    const { tell, faults } = scene(() => Promise.reject(fault));
    tell.session(true);
    tell.session(false);
    await Promise.resolve();
    await Promise.resolve();
    expect(faults).toEqual([fault]);
  });
});
