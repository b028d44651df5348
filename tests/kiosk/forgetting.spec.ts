import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sessionCookie } from '@minjiang/shared/identity';
import { atSignIn, signInAtTheMachine, theHall, type Hall } from './hall.ts';
import type { Page } from './page.ts';

const left = 'left-by-the-learner-35010219';

/** A machine loses its power, or its program is killed, while a learner is signed in. */
describe('after a hard end', () => {
  let hall: Hall;
  let page: Page;
  let token: string;
  beforeAll(async () => {
    hall = await theHall();
    const first = await hall.start();
    await signInAtTheMachine(hall, first.page, 'learner2');
    token = (await cookiesOf(first.page)).find(({ name }) => name === sessionCookie)?.value ?? '';
    await first.page.evaluate(`(async () => {
      localStorage.setItem('left', '${left}');
      sessionStorage.setItem('left', '${left}');
      await (await caches.open('left')).put('/left', new Response('${left}'));
      await new Promise((resolve) => {
        const opening = indexedDB.open('${left}');
        opening.onsuccess = () => resolve(opening.result.close());
      });
    })()`);
    await first.shell.kill();
  }, 180_000);

  it('nothing of the learner lies in the files of the program', () => {
    expect(token.length).toBeGreaterThan(20);
    const files = filesUnder(hall.home);
    expect(files.length).toBeGreaterThan(3);
    for (const mark of [token, left, 'learner2']) {
      const holding = files.filter((file) => readFileSync(file).includes(mark));
      expect(holding).withContext(mark).toEqual([]);
    }
  });

  it('the next start shows the sign-in page, and the page finds nothing of the one before', async () => {
    ({ page } = await hall.start());
    await atSignIn(page);
    await hall.display.photograph('after-a-kill');
    expect((await cookiesOf(page)).filter(({ value }) => value === token)).toEqual([]);
    const found = await page.evaluate<unknown>(`Promise.all([
      localStorage.getItem('left'),
      sessionStorage.getItem('left'),
      caches.keys(),
      indexedDB.databases().then((all) => all.map(({ name }) => name)),
    ])`);
    expect(found).toEqual([null, null, [], []]);
  }, 60_000);

  it('nobody is signed in', async () => {
    const status = await page.evaluate<number>(`fetch('/api/v1/me/record').then(({ status }) => status)`);
    expect(status).toBe(401);
  }, 20_000);
});

interface Cookie {
  readonly name: string;
  readonly value: string;
}

async function cookiesOf(page: Page): Promise<readonly Cookie[]> {
  return (await page.send<{ cookies: Cookie[] }>('Network.getAllCookies')).cookies;
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
