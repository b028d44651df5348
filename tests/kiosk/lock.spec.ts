import type { Attention, AttentionChange } from '@minjiang/shared/desktop';
import { until } from '../support/waiting.ts';
import { signInAtTheMachine, theHall, type Hall } from './hall.ts';
import { openLogind, type Logind } from './logind.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';

const limitMs = 500;

/** What the system says of the person's session, while the window keeps the focus and looks as before. */
describe('a machine whose screen is locked', () => {
  let hall: Hall;
  let logind: Logind;
  let page: Page;
  beforeAll(async () => {
    [hall, logind] = await Promise.all([theHall(), openLogind()]);
    ({ page } = await hall.start(hall.home, { DBUS_SYSTEM_BUS_ADDRESS: logind.address }));
    await signInAtTheMachine(hall, page, 'learner1');
    await page.evaluate(`void (() => {
      window.told = [];
      window.minjiangShell.onAttention((change) => window.told.push({ at: Date.now(), change }));
    })()`);
  }, 180_000);
  afterAll(() => logind.close());

  const attention = () =>
    page.evaluate<Attention>('window.minjiangShell.facts().then(({ attention }) => attention)');
  const goOn = () =>
    until(
      'attention that counts',
      () => page.evaluate<boolean>('window.minjiangShell.resume().then(({ counts }) => counts)'),
      8_000,
    );

  async function pauseAfter(what: string, act: () => void) {
    await goOn();
    await page.evaluate('void (window.told = [])');
    const from = Date.now();
    act();
    const told = await until(
      `a pause after ${what}`,
      async () =>
        (await page.evaluate<{ at: number; change: AttentionChange }[]>('window.told')).find(
          ({ change }) => change.pause,
        ),
      5_000,
      20,
    );
    tell(`${what} to pause`, `${told.at - from} ms`);
    expect(told.at - from)
      .withContext(what)
      .toBeLessThan(limitMs);
    expect(await page.evaluate<boolean>('document.hasFocus()')).toBeTrue();
    return told.change.attention.reason;
  }

  it('pauses when logind says that it is locked, and goes on only by the learner after it is open again', async () => {
    expect(await pauseAfter('a locked screen', () => logind.change('LockedHint', true))).toBe(
      'screen-locked',
    );
    expect(await page.evaluate('window.minjiangShell.resume().then(({ counts }) => counts)')).toBeFalse();
    logind.change('LockedHint', false);
    await until('that the learner may go on', async () => (await attention()).resumable);
    expect((await attention()).counts).toBeFalse();
    await goOn();
  }, 30_000);

  it('pauses when a lock is asked for, and is not stuck where no lock screen comes', async () => {
    expect(await pauseAfter('a lock that was asked for', () => logind.askForLock())).toBe('screen-locked');
    expect((await attention()).resumable).toBeFalse();
    await until('that the learner may go on', async () => (await attention()).resumable, 6_000);
  }, 30_000);

  it('pauses when another person takes the seat, and when the machine falls asleep', async () => {
    expect(await pauseAfter('another person', () => logind.change('Active', false))).toBe('user-switched');
    logind.change('Active', true);
    expect(await pauseAfter('sleep', () => logind.sleep(true))).toBe('suspended');
    logind.sleep(false);
    await goOn();
  }, 30_000);
});
