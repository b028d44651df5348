import texts from '../../desktop/src/session/texts.zh-CN.json' with { type: 'json' };
import { until } from '../support/waiting.ts';
import { atSignIn, clickOn, theHall, untilPage, type Hall } from './hall.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';
import { kindOf, membersOf } from './processes.ts';
import type { Shell } from './shell.ts';

const words = texts.noNetwork;
/** Of the pages here about a tenth is pure white, of an empty window all. */
const mostWhite = 0.6;

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

  const shows = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;

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
    await hall.display.photograph('page-back');
    expect((await hall.display.windows()).length).toBe(1);
  }, 40_000);
});
