import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../support/waiting.ts';
import { atSignIn, signInAtTheMachine, theHall, type Hall } from './hall.ts';
import { size } from './display.ts';
import { tell } from './measured.ts';
import { memoryOf } from './processes.ts';
import type { Page } from './page.ts';
import type { Shell } from './shell.ts';

describe('the program on a kiosk', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
    ({ shell, page } = await hall.start());
  }, 180_000);

  it('shows the sign-in page over the whole screen, in one window without a frame', async () => {
    await atSignIn(page);
    tell('start to sign-in page', `${Date.now() - shell.startedAt} ms`);
    await until('a painted page', async () => (await hall.display.whiteness()) > 0.01, 10_000);
    tell('start to its picture', `${Date.now() - shell.startedAt} ms at most`);
    await hall.display.photograph('sign-in');
    const seen = await page.evaluate<number[]>('[innerWidth, innerHeight, screenX, screenY]');
    expect(seen).toEqual([size.width, size.height, 0, 0]);
    expect((await hall.display.windows()).length).toBe(1);
    expect(shell.log()).toContain('"message":"started"');
  }, 60_000);

  it('takes no more memory at rest than half of what a small machine has', async () => {
    await wait(1000);
    const mib = memoryOf(shell.pid);
    tell('memory at rest', `${mib} MiB`);
    expect(mib).toBeGreaterThan(50);
    expect(mib).toBeLessThan(1024);
  }, 20_000);

  it('a second start hands over and ends with 0', async () => {
    const second = await hall.startAgain();
    expect(await second.ended).toBe(0);
    expect((await hall.display.windows()).length).toBe(1);
  }, 30_000);

  it('a learner signs in with keyboard and pointer', async () => {
    await signInAtTheMachine(hall, page, 'learner1');
    await hall.display.photograph('signed-in');
    expect(await page.evaluate<string>('location.pathname')).toBe('/today');
  }, 60_000);
});
