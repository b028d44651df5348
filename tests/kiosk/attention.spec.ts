import { setTimeout as wait } from 'node:timers/promises';
import type { AttentionChange } from '@minjiang/shared/desktop';
import { until } from '../support/waiting.ts';
import { signInAtTheMachine, theHall, type Hall } from './hall.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';

const limitMs = 500;
const tries = 20;

interface Told {
  readonly at: number;
  readonly visible: string;
  readonly change: AttentionChange;
}

/** What the shell tells the page when a learner turns away, although the page of a covered window calls itself visible. */
describe('attention at a kiosk', () => {
  let hall: Hall;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
    ({ page } = await hall.start());
    await signInAtTheMachine(hall, page, 'learner1');
    await page.evaluate(`void (() => {
      window.told = [];
      window.minjiangShell.onAttention((change) =>
        window.told.push({ at: Date.now(), visible: document.visibilityState, change }));
    })()`);
  }, 180_000);

  /** Does something that takes the learner away; answers the pause that the page was told, and after how long. */
  async function pauseAfter(what: string, act: () => unknown) {
    await page.evaluate('void (window.told = [])');
    const from = Date.now();
    await act();
    const told = await until(
      `a pause after ${what}`,
      async () => (await page.evaluate<Told[]>('window.told')).find(({ change }) => change.pause),
      10_000,
      20,
    );
    return { ...told, afterMs: told.at - from, reason: told.change.attention.reason };
  }

  /**
   * The learner comes back: the window has the focus again, and his own click says that he goes on. When a window
   * closes, the focus may go to and fro once before the window manager gives it back; he goes on when it has settled.
   */
  async function comeBack() {
    await until(
      'attention that stays',
      async () => {
        const back = 'document.hasFocus() && window.minjiangShell.resume().then(({ counts }) => counts)';
        if (!(await page.evaluate<boolean>(back))) return false;
        await wait(250);
        return page.evaluate<boolean>(
          'document.hasFocus() && window.minjiangShell.facts().then(({ attention }) => attention.counts)',
        );
      },
      10_000,
    );
  }

  // What one spec laid over the program is in the way of none after it.
  afterEach(() => hall.display.uncover());

  it('counts while the window is in front', async () => {
    await comeBack();
    const counts = 'window.minjiangShell.facts().then(({ mode, attention }) => [mode, attention.counts])';
    expect(await page.evaluate(counts)).toEqual(['kiosk', true]);
  }, 20_000);

  it(`pauses within ${limitMs} ms when another window takes the focus, in each of ${tries} tries`, async () => {
    const times: number[] = [];
    for (let i = 0; i < tries; i += 1) {
      await comeBack();
      const { afterMs, visible, reason } = await pauseAfter('another window', () => hall.display.cover());
      if (i === 0) await hall.display.photograph('another-window');
      expect([visible, reason]).toEqual(['visible', 'blurred']);
      times.push(afterMs);
      await hall.display.uncover();
    }
    times.sort((one, other) => one - other);
    tell('another window to pause', `p50 ${times[tries / 2]} ms, max ${times.at(-1)} ms of ${tries} tries`);
    expect(times.at(-1)).toBeLessThan(limitMs);
  }, 90_000);

  it('stays held until the learner himself goes on', async () => {
    await comeBack();
    const cover = hall.display.cover();
    await wait(800);
    await cover.close();
    await until('the focus', () => page.evaluate<boolean>('document.hasFocus()'), 5_000);
    const attention = 'window.minjiangShell.facts().then(({ attention }) => attention)';
    expect(await page.evaluate(attention)).toEqual({ counts: false, reason: 'blurred', resumable: true });
    await comeBack();
  }, 20_000);

  it('pauses when the window is minimised', async () => {
    await comeBack();
    const window = await hall.display.run('xdotool', 'getactivewindow');
    const { afterMs, reason } = await pauseAfter('minimising', () =>
      hall.display.run('xdotool', 'windowminimize', window),
    );
    tell('minimised to pause', `${afterMs} ms`);
    expect(['minimised', 'hidden', 'blurred']).toContain(String(reason));
    expect(afterMs).toBeLessThan(limitMs);
    await hall.display.run('xdotool', 'windowactivate', window);
  }, 20_000);
});
