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
import { startEnrolled } from './machine.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';
import { cpuSecondsOf, memoryOf } from './processes.ts';
import type { Shell } from './shell.ts';

const limitMs = 500;
const measuredSeconds = 10;
const coveredSeconds = 6;

/** A film of a class at an enrolled machine: played, credited as the machine's word, and stopped when the learner turns away. */
describe('a film at a kiosk', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  let learner: KioskLearner;
  beforeAll(async () => {
    hall = await theHall();
    learner = await learnerOf(hall, 'A film at a kiosk', await filmLesson(hall));
    ({ shell, page } = await startEnrolled(hall));
    await openLesson(hall, page, learner);
  }, 180_000);
  afterEach(() => hall.display.uncover());

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

  it('stops when another window takes the focus, although the page calls itself visible, and earns nothing', async () => {
    expect(await isPaused(page)).toBeFalse();
    await page.evaluate(`void (window.stopped = undefined, document.querySelector('video').addEventListener('pause',
      () => (window.stopped = { at: Date.now(), visible: document.visibilityState }), { once: true }))`);
    const from = Date.now();
    hall.display.cover();
    const stopped = await until(
      'a stop of the film',
      () => page.evaluate<{ at: number; visible: string } | undefined>('window.stopped'),
      10_000,
      20,
    );
    tell('another window to a stopped film', `${stopped.at - from} ms`);
    expect(stopped.visible).toBe('visible');
    expect(stopped.at - from).toBeLessThan(limitMs);
    await wait(1000);
    const before = await msOf(hall, learner, 'credited');
    await wait(coveredSeconds * 1000);
    await hall.display.photograph('film-covered');
    expect(await page.evaluate('document.visibilityState')).toBe('visible');
    expect(await isPaused(page)).toBeTrue();
    expect(await msOf(hall, learner, 'credited')).toBe(before);
  }, 40_000);

  it('goes on when the learner comes back and plays it himself', async () => {
    const before = await msOf(hall, learner, 'credited');
    await until('the focus', () => page.evaluate<boolean>('document.hasFocus()'), 5000, 20);
    expect(await isPaused(page)).toBeTrue();
    await playFilm(hall, page);
    await until('more credit', async () => (await msOf(hall, learner, 'credited')) > before + 2000);
    expect(await msOf(hall, learner, 'not-foreground')).toBeGreaterThan((coveredSeconds - 1) * 1000);
  }, 40_000);
});
