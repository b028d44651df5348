import texts from '../../desktop/src/session/texts.zh-CN.json' with { type: 'json' };
import { quickRules } from '../support/commands/programmes.ts';
import { words as wordsOf } from '../support/pages/texts.ts';
import { seconds, until } from '../support/waiting.ts';
import { atSignIn, clickOn, theHall, untilPage, type Hall } from './hall.ts';
import {
  filmLesson,
  isPaused,
  learnerOf,
  msOf,
  openLesson,
  playFilm,
  positionOf,
  unsealedOf,
  type KioskLearner,
} from './learner.ts';
import { startEnrolled } from './machine.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';
import { kindOf, membersOf } from './processes.ts';
import type { Shell } from './shell.ts';

const words = texts.noNetwork;
/** Of the pages here about a tenth is pure white, of an empty window all. */
const mostWhite = 0.6;

const shows = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;

/** A machine that loses its server, or the page itself: what a learner sees is never an empty window. */
describe('a kiosk without its server', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
    ({ shell, page } = await hall.start());
    await atSignIn(page);
  }, 180_000);

  /** Looks at the screen until the page says that something is there; answers the whitest moment. */
  async function whitestUntil(what: string, expression: string, limitMs: number): Promise<number> {
    let whitest = 0;
    const look = async () => {
      whitest = Math.max(whitest, await hall.display.whiteness());
      return page.evaluate<boolean>(expression).catch(() => false);
    };
    await until(what, look, limitMs, 0);
    return whitest;
  }

  it('shows a page of its own, and tries again when the learner wants it', async () => {
    await hall.stopServer();
    await page.evaluate('void setTimeout(() => location.reload(), 0)');
    const whitest = await whitestUntil('the own page', shows(words.title), 10_000);
    // What the page holds is painted a moment later.
    await seconds(0.5);
    await hall.display.photograph('no-network');
    await clickOn(hall, page, 'button');
    await untilPage(page, 'what came of it', shows(words.failed), 10_000);
    await hall.display.photograph('no-network-tried');
    tell('whitest moment without the server', whitest.toFixed(2));
    expect(whitest).toBeLessThan(mostWhite);
  }, 40_000);

  it('goes back to the portal by itself when the server is there again', async () => {
    await hall.startServer();
    const from = Date.now();
    const whitest = await whitestUntil('the portal', `location.pathname === '/sign-in'`, 40_000);
    await atSignIn(page);
    tell('server back to sign-in page', `${Date.now() - from} ms`);
    expect(whitest).toBeLessThan(mostWhite);
  }, 80_000);

  it('comes back when the process of its page is killed', async () => {
    const renderers = membersOf(shell.pid).filter((pid) => kindOf(pid) === 'renderer');
    expect(renderers.length).toBeGreaterThan(0);
    renderers.forEach((pid) => process.kill(pid, 'SIGKILL'));
    page = await hall.joinAgain();
    await atSignIn(page);
    await seconds(0.5);
    await hall.display.photograph('page-back');
    expect((await hall.display.windows()).length).toBe(1);
  }, 40_000);
});

const cutSeconds = 20;
const shortGapMs = 15_000;

/** A film at an enrolled machine whose line to the platform is cut, with a seal on everything that was kept meanwhile. */
describe('a lesson at a kiosk whose network is cut', () => {
  let hall: Hall;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
  }, 180_000);
  afterEach(() => hall.line.mend());

  /** Plays the film of a new class until all of it is loaded, so that it goes on without a network. */
  async function playing(name: string, maxGapMs: number): Promise<KioskLearner> {
    const learner = await learnerOf(hall, name, await filmLesson(hall), { ...quickRules, maxGapMs });
    ({ page } = await startEnrolled(hall));
    await openLesson(hall, page, learner);
    await playFilm(hall, page);
    const loaded = `(({ buffered, duration }) => buffered.length === 1 && buffered.end(0) > duration - 1)`;
    await untilPage(page, 'the whole film', `${loaded}(document.querySelector('video'))`);
    return learner;
  }

  /** Stops the film, and waits until everything that was played is accounted for. */
  async function settled(learner: KioskLearner) {
    if (!(await isPaused(page))) await clickOn(hall, page, 'mj-player-controls button');
    const playedMs = Math.round((await positionOf(page)) * 1000);
    const sums = await until(
      'every second acknowledged',
      async () => {
        const [credited, gap] = [await msOf(hall, learner, 'credited'), await msOf(hall, learner, 'gap')];
        return credited + gap > playedMs - 1000 && { credited, gap };
      },
      40_000,
    );
    expect(await unsealedOf(hall, learner)).toBe(0);
    return { ...sums, playedMs };
  }

  it(`loses nothing to ${cutSeconds} seconds without it`, async () => {
    const learner = await playing('A short cut', 60_000);
    hall.line.cut();
    await seconds(cutSeconds);
    expect(await isPaused(page)).toBeFalse();
    expect(await page.evaluate(shows(wordsOf('learning.strip.offline')))).toBeTrue();
    await hall.display.photograph('cut');
    hall.line.mend();
    const { credited, gap, playedMs } = await settled(learner);
    tell(
      `${cutSeconds} s without a network`,
      `${playedMs} ms played, ${credited} ms credited, ${gap} ms lost`,
    );
    expect(playedMs).toBeGreaterThan(cutSeconds * 1000);
    expect(gap).toBe(0);
    await hall.display.photograph('cut-over');
  }, 120_000);

  it('stops and says why before the rule is broken, and refuses as a gap what is played on all the same', async () => {
    const learner = await playing('A long cut', shortGapMs);
    const from = Date.now();
    hall.line.cut();
    const stopped = `document.querySelector('video').paused && ${shows(wordsOf('learning.strip.stopped'))}`;
    await untilPage(page, 'a stop with its reason', stopped, 30_000);
    tell(`cut to a stop under a rule of ${shortGapMs / 1000} s`, `${Date.now() - from} ms`);
    await hall.display.photograph('cut-too-long');
    for (let i = 0; i < 2; i += 1) {
      await playFilm(hall, page);
      await untilPage(page, 'another stop', stopped, 15_000);
    }
    hall.line.mend();
    const { credited, gap, playedMs } = await settled(learner);
    tell('a cut beyond the rule', `${playedMs} ms played, ${credited} ms credited, ${gap} ms refused as gap`);
    expect(gap).toBeGreaterThan(4000);
    expect(credited + gap).toBeLessThan(playedMs + 1000);
    await untilPage(page, 'the reason of the refusal', shows(wordsOf('learning.reasons.gap.todo')));
    await hall.display.photograph('cut-too-long-over');
  }, 120_000);
});
