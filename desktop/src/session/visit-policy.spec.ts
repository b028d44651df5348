import { beginVisit, lookAgainMs, stepVisit, type VisitEvent } from './visit-policy.ts';

const idleMs = 300_000;

/** Acts of a sequence of events, and the state at its end. */
function run(events: readonly VisitEvent[]) {
  let state = beginVisit(0);
  const acts = events.map((event) => {
    const step = stepVisit(state, event, idleMs);
    state = step.state;
    return step.act;
  });
  return { acts, state };
}
const acted = (at: number) => ({ kind: 'acted' as const, at });
const looked = (at: number) => ({ kind: 'looked' as const, at });
const session = (open: boolean, at: number) => ({ kind: 'session' as const, open, at });
const media = (playing: boolean, at: number) => ({ kind: 'media' as const, playing, at });

describe('visit at a kiosk', () => {
  it('is cleared when its session ends', () => {
    expect(run([acted(1), session(true, 2), session(false, 3)]).acts).toEqual([
      'nothing',
      'nothing',
      'clear',
    ]);
  });

  it('is cleared after the allowed time without an act, signed in or not', () => {
    expect(run([acted(1_000), looked(1_000 + idleMs - 1), looked(1_000 + idleMs)]).acts).toEqual([
      'nothing',
      'nothing',
      'clear',
    ]);
    expect(run([session(true, 1_000), looked(1_000 + idleMs)]).acts.at(-1)).toBe('clear');
  });

  it('lasts while a film runs, and has the whole time after its end', () => {
    const film = [session(true, 0), media(true, 1_000), looked(10 * idleMs), media(false, 10 * idleMs)];
    expect(run(film).acts).not.toContain('clear');
    expect(run([...film, looked(11 * idleMs - 1)]).acts).not.toContain('clear');
    expect(run([...film, looked(11 * idleMs)]).acts.at(-1)).toBe('clear');
  });

  it('never clears a machine that nobody touched', () => {
    expect(run([media(false, 1), looked(idleMs + 1), looked(100 * idleMs)]).acts).not.toContain('clear');
  });

  it('clears once, whatever the clearing itself brings about', () => {
    const left = [acted(1), session(true, 2), session(false, 3)];
    const noise = [session(false, 4), media(false, 5), acted(6), looked(10 * idleMs)];
    expect(run([...left, ...noise]).acts.filter((act) => act === 'clear').length).toBe(1);
  });

  it('begins anew once cleared', () => {
    const { state } = run([acted(1), session(true, 2), session(false, 3), { kind: 'cleared', at: 9 }]);
    expect(state).toEqual(beginVisit(9));
  });

  it('is looked at when it can be idle at the earliest, and never in a hurry', () => {
    const { state } = run([acted(1_000)]);
    expect(lookAgainMs(state, 1_000, idleMs)).toBe(idleMs);
    expect(lookAgainMs(state, 101_000, idleMs)).toBe(idleMs - 100_000);
    expect(lookAgainMs(state, 10 * idleMs, idleMs)).toBe(1_000);
    expect(lookAgainMs(beginVisit(0), 50, idleMs)).toBe(idleMs);
  });
});
