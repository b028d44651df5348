import type { LoadEvent } from '../platform/ports.ts';
import { keepPortal } from './keep-portal.ts';

const server = 'https://study.example.cn';

/** A window, a network and a clock that the spec moves by hand. */
function scene() {
  const shown: string[] = [];
  const timers: { ms: number; work: () => void }[] = [];
  const network = { up: false };
  let hear: (event: LoadEvent) => void = () => {};
  const portal = keepPortal(
    {
      load: (url) => void shown.push(url),
      showOwnPage: (html) => void shown.push(html),
      onLoad: (listener) => ((hear = listener), () => undefined),
    },
    { reached: () => Promise.resolve(network.up) },
    {
      after(ms, work) {
        const timer = { ms, work };
        timers.push(timer);
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
      },
    },
    server,
    { noNetwork: 'own page', staff: 'staff page' },
  );
  const fire = async () => {
    timers.shift()?.work();
    await new Promise((done) => setImmediate(done));
  };
  return { portal, shown, timers, network, hear: (event: LoadEvent) => hear(event), fire };
}

describe('keepPortal', () => {
  it('shows the own page without a network, asks again and again, and loads the portal when it is back', async () => {
    const { portal, shown, timers, network, hear, fire } = scene();
    portal.begin();
    hear({ kind: 'failed', url: `${server}/` });
    expect(shown).toEqual([`${server}/`, 'own page']);
    await fire();
    await fire();
    expect(timers.map(({ ms }) => ms)).toEqual([16_000]);
    network.up = true;
    await fire();
    expect(shown.at(-1)).toBe(`${server}/`);
    expect(timers).toEqual([]);
  });

  it('asks at once when the learner wants it, and says what came of it', async () => {
    const { portal, shown, timers, network, hear } = scene();
    hear({ kind: 'failed', url: `${server}/` });
    expect(await portal.retry()).toBeFalse();
    expect(timers.length).toBe(1);
    network.up = true;
    expect(await portal.retry()).toBeTrue();
    expect(timers).toEqual([]);
    expect(shown.at(-1)).toBe(`${server}/`);
  });

  it('takes a gateway that answers for an absent server for no server', () => {
    const { shown, hear } = scene();
    hear({ kind: 'loaded', url: `${server}/`, status: 502 });
    expect(shown).toEqual(['own page']);
  });

  it('stays covered whatever becomes of page and server, and begins anew when it is uncovered', async () => {
    const { portal, shown, timers, network, hear } = scene();
    portal.begin();
    portal.cover('locked');
    portal.cover('locked');
    hear({ kind: 'failed', url: `${server}/` });
    network.up = true;
    await portal.retry();
    hear({ kind: 'gone' });
    portal.begin();
    expect(shown).toEqual([`${server}/`, 'locked', 'locked', 'locked']);
    expect(timers).toEqual([]);
    portal.cover(null);
    expect(shown.at(-1)).toBe(`${server}/`);
    hear({ kind: 'failed', url: `${server}/` });
    expect(shown.at(-1)).toBe('own page');
  });

  it('shows the staff their page over everything, and afterwards what belongs there', async () => {
    const { portal, shown, timers, network, hear } = scene();
    hear({ kind: 'failed', url: `${server}/` });
    portal.staff(true);
    portal.staff(true);
    expect([shown, timers.length]).toEqual([['own page', 'staff page'], 0]);
    network.up = true;
    await portal.retry();
    portal.cover('locked');
    expect(shown.at(-1)).toBe('staff page');
    portal.staff(false);
    expect(shown.at(-1)).toBe('locked');
    portal.staff(true);
    portal.cover(null);
    expect(shown.at(-1)).toBe('staff page');
    portal.staff(false);
    expect(shown.at(-1)).toBe(`${server}/`);
  });

  it('does not mistake its own page for the portal', () => {
    const { shown, timers, hear } = scene();
    hear({ kind: 'failed', url: `${server}/` });
    hear({ kind: 'loaded', url: 'data:text/html,own', status: 200 });
    expect(timers.length).toBe(1);
    hear({ kind: 'loaded', url: `${server}/`, status: 200 });
    hear({ kind: 'gone' });
    expect(shown).toEqual(['own page', 'own page']);
  });
});
