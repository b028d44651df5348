import { setTimeout as wait } from 'node:timers/promises';
import { sessionCookie } from '@minjiang/shared/identity';
import { until } from '../support/waiting.ts';
import { freePort } from '../../server/launch/ports.ts';
import { atSignIn, signInAtTheMachine, theHall, type Hall } from './hall.ts';
import { tell } from './measured.ts';
import { joinPage, type Page } from './page.ts';
import { noManager, openUserManager, type UserManager } from './user-manager.ts';

/** In place of the minute that a kiosk may be silent. */
const silentSeconds = 4;

/** The kiosk's own service under systemd itself: nobody here starts the program again but systemd. */
describe('the service of a kiosk', () => {
  let hall: Hall;
  let manager: UserManager;
  let port: number;
  let page: Page;
  const why = noManager();
  beforeAll(async () => {
    if (why !== null) return;
    hall = await theHall();
    await hall.leave();
    port = await freePort();
    manager = await openUserManager('minjiang-client.service', hall.serviceCommand(port), silentSeconds);
    await manager.start();
    page = await joinPage(port);
  }, 180_000);
  afterAll(async () => {
    if (why !== null) return;
    page.leave();
    await manager.close();
  }, 30_000);
  beforeEach(() => {
    if (why !== null) pending(why);
  });

  /** Waits until systemd has put another process in its place. */
  async function backAfter(killed: number, restarts: number): Promise<void> {
    await until('another process', async () => ![0, killed].includes(await manager.mainPid()), 15_000);
    page = await joinPage(port);
    await atSignIn(page);
    await until('a painted page', async () => (await hall.display.whiteness()) > 0.01, 10_000);
    expect(await manager.restarts()).toBe(restarts);
  }

  it('brings the program back that was killed, at the sign-in page and with nothing of its learner', async () => {
    await signInAtTheMachine(hall, page, 'learner2');
    expect(await cookies(page)).toContain(sessionCookie);
    const pid = await manager.mainPid();
    page.leave();
    const from = Date.now();
    process.kill(pid, 'SIGKILL');
    await backAfter(pid, 1);
    tell('killed, until its sign-in page is back', `${Date.now() - from} ms`);
    expect(await cookies(page)).not.toContain(sessionCookie);
    const record = `fetch('/api/v1/me/record').then(({ status }) => status)`;
    expect(await page.evaluate<number>(record)).toBe(401);
    await hall.display.photograph('back-after-a-kill');
  }, 60_000);

  it('lets a program alone that is well, for longer than it may be silent', async () => {
    const pid = await manager.mainPid();
    await wait(silentSeconds * 1000 + 1000);
    expect(await manager.mainPid()).toBe(pid);
    expect(manager.ends()).toEqual(['signal']);
  }, 20_000);

  it('ends a program whose page hangs for good, and brings it back', async () => {
    const pid = await manager.mainPid();
    const from = Date.now();
    page.evaluate('for (;;);').catch(() => undefined);
    page.leave();
    await backAfter(pid, 2);
    tell(
      'hanging, until its sign-in page is back',
      `${Date.now() - from} ms of ${silentSeconds} s of silence`,
    );
    expect(manager.ends()).toEqual(['signal', 'watchdog']);
    await hall.display.photograph('back-after-hanging');
  }, 60_000);
});

async function cookies(page: Page): Promise<string[]> {
  const { cookies } = await page.send<{ cookies: { name: string }[] }>('Network.getAllCookies');
  return cookies.map(({ name }) => name);
}
