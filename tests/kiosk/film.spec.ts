import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../support/waiting.ts';
import { theHall, type Hall } from './hall.ts';
import {
  filmLesson,
  isPaused,
  learnerOf,
  msOf,
  openLesson,
  playFilm,
  runsOf,
  unsealedOf,
  type KioskLearner,
} from './learner.ts';
import { openLogind, type Logind } from './logind.ts';
import { startEnrolled } from './machine.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';
import { cpuSecondsOf, memoryOf } from './processes.ts';
import type { Shell } from './shell.ts';

const limitMs = 500;
const measuredSeconds = 10;
const awaySeconds = 4;

/** A film of a class at an enrolled machine: played, credited as the machine's word, and stopped when the learner turns away. */
describe('a film at a kiosk', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  let learner: KioskLearner;
  let logind: Logind;
  beforeAll(async () => {
    [hall, logind] = await Promise.all([theHall(), openLogind()]);
    learner = await learnerOf(hall, 'A film at a kiosk', await filmLesson(hall));
    ({ shell, page } = await startEnrolled(hall, { DBUS_SYSTEM_BUS_ADDRESS: logind.address }));
    await openLesson(hall, page, learner);
  }, 180_000);
  afterEach(() => hall.display.uncover());
  afterAll(() => logind.close());

  it('plays, and costs a small machine little', async () => {
    const codecs = 'video/mp4;codecs=avc1.42E01E,mp4a.40.2';
    expect(await page.evaluate(`MediaSource.isTypeSupported('${codecs}')`)).toBeTrue();
    await playFilm(hall, page);
    const from = { cpu: cpuSecondsOf(shell.pid), at: Date.now() };
    await wait(measuredSeconds * 1000);
    const core = (cpuSecondsOf(shell.pid) - from.cpu) / ((Date.now() - from.at) / 1000);
    const mib = memoryOf(shell.pid);
    const frames = await page.evaluate<[number, number]>(`(() => {
      const { totalVideoFrames, droppedVideoFrames } = document.querySelector('video').getVideoPlaybackQuality();
      return [totalVideoFrames, droppedVideoFrames];
    })()`);
    tell(
      'playing a film',
      `${Math.round(core * 100)} % of a core, ${mib} MiB, frames ${frames.join(', dropped ')}`,
    );
    await hall.display.photograph('film');
    expect(frames[0]).toBeGreaterThan(measuredSeconds * 6);
    expect(mib).toBeLessThan(1024);
  }, 90_000);

  it('is credited as the word of the machine', async () => {
    const credited = await until('credited film', async () =>
      (await runsOf(hall, learner)).find(({ verdict, ms }) => verdict === 'credited' && ms > 8000),
    );
    expect(credited).toEqual(jasmine.objectContaining({ terminal: 'kiosk', evidence: 'attested' }));
    expect(await msOf(hall, learner, 'not-delivered')).toBeLessThan(1000);
    expect(await unsealedOf(hall, learner)).toBe(0);
  }, 40_000);

  /** Turns away from a film that plays, for some seconds; the page calls itself visible all the while. */
  async function turnAway(what: string, photograph: string, act: () => unknown): Promise<void> {
    expect(await isPaused(page)).toBeFalse();
    await page.evaluate(`void (window.stopped = undefined, document.querySelector('video').addEventListener('pause',
      () => (window.stopped = { at: Date.now(), visible: document.visibilityState }), { once: true }))`);
    const from = Date.now();
    await act();
    const stopped = await until(
      'a stop of the film',
      () => page.evaluate<{ at: number; visible: string } | undefined>('window.stopped'),
      10_000,
      20,
    );
    tell(`${what} to a stopped film`, `${stopped.at - from} ms`);
    expect(stopped.visible).toBe('visible');
    expect(stopped.at - from).toBeLessThan(limitMs);
    await wait(1000);
    const before = await msOf(hall, learner, 'credited');
    await wait(awaySeconds * 1000);
    await hall.display.photograph(photograph);
    expect(await page.evaluate('document.visibilityState')).toBe('visible');
    expect(await isPaused(page)).toBeTrue();
    expect(await msOf(hall, learner, 'credited')).toBe(before);
  }

  /** The learner is back, and plays the film himself; only then there is more. */
  async function goOn(): Promise<void> {
    const before = await msOf(hall, learner, 'credited');
    await until('the focus', () => page.evaluate<boolean>('document.hasFocus()'), 5000, 20);
    expect(await isPaused(page)).toBeTrue();
    await playFilm(hall, page);
    await until('more credit', async () => (await msOf(hall, learner, 'credited')) > before + 1000);
  }

  it('stops when another window takes the focus, although the page calls itself visible, and earns nothing', async () => {
    await turnAway('another window', 'film-covered', () => hall.display.cover());
    await hall.display.uncover();
    await goOn();
  }, 40_000);

  it('stops when the screen is locked, although the page calls itself visible, and earns nothing', async () => {
    await turnAway('a locked screen', 'film-screen-locked', () => logind.change('LockedHint', true));
    logind.change('LockedHint', false);
    await goOn();
  }, 40_000);

  it('stops when the window is minimised, although the page calls itself visible, and earns nothing', async () => {
    const window = await hall.display.run('xdotool', 'getactivewindow');
    await turnAway('minimising', 'film-minimised', () =>
      hall.display.run('xdotool', 'windowminimize', window),
    );
    await hall.display.run('xdotool', 'windowactivate', window);
    await goOn();
    expect(await msOf(hall, learner, 'not-foreground')).toBeGreaterThan(3 * (awaySeconds - 1) * 1000);
  }, 40_000);
});
