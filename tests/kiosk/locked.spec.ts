import { setTimeout as wait } from 'node:timers/promises';
import { readdirSync } from 'node:fs';
import { atSignIn, clickOn, theHall, type Hall } from './hall.ts';
import { size } from './display.ts';
import { targetsAt, type Page } from './page.ts';
import type { Shell } from './shell.ts';

/** What leads out of a window, a browser or a session on the systems kiosks run on. */
const waysOut = [
  ...['alt+F4', 'alt+Tab', 'alt+shift+Tab', 'alt+space', 'alt+Escape', 'alt+Left', 'alt+Home', 'alt+d'],
  ...['ctrl+w', 'ctrl+q', 'ctrl+n', 'ctrl+t', 'ctrl+shift+n', 'ctrl+shift+w', 'ctrl+Tab', 'ctrl+Escape'],
  ...['ctrl+r', 'ctrl+shift+r', 'ctrl+l', 'ctrl+o', 'ctrl+s', 'ctrl+p', 'ctrl+u', 'ctrl+j', 'ctrl+h'],
  ...[
    'ctrl+shift+i',
    'ctrl+shift+j',
    'ctrl+shift+c',
    'ctrl+plus',
    'ctrl+minus',
    'ctrl+alt+t',
    'ctrl+alt+Left',
  ],
  ...['F1', 'F3', 'F5', 'F6', 'F10', 'F11', 'F12', 'Menu', 'Print', 'ctrl+shift+Escape'],
  ...['super+d', 'super+e', 'super+l', 'super+r', 'super+Tab', 'super+F1', 'XF86Back', 'XF86HomePage'],
];

describe('a locked machine', () => {
  let hall: Hall;
  let shell: Shell;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
    ({ shell, page } = await hall.start());
    await atSignIn(page);
    await page.evaluate('void (window.sameDocument = true)');
  }, 180_000);
  afterAll(() => hall.display.photograph('unmoved'));

  /** One window, over the whole screen, in front, with the very document that was there before. */
  async function expectUnmoved(what: string) {
    const facts = '[innerWidth, innerHeight, document.hasFocus(), !!window.sameDocument, location.pathname]';
    const seen = await page.evaluate<unknown[]>(facts);
    expect(seen).withContext(what).toEqual([size.width, size.height, true, true, '/sign-in']);
    const windows = await hall.display.windows();
    expect(windows.length)
      .withContext(`${what}: ${windows.join(', ')}`)
      .toBe(1);
    expect((await targetsAt(shell.port)).length)
      .withContext(what)
      .toBe(1);
  }

  it('leaves the machine no key that leads out: neither program nor window manager obeys it', async () => {
    expect(shell.log()).withContext('keys the window manager keeps').not.toContain('shortcuts kept');
    for (const key of waysOut) {
      await hall.display.press(key);
      await wait(60);
      await expectUnmoved(key);
    }
    await hall.display.photograph('after-all-keys');
  }, 60_000);

  it('still takes text, and the keys that edit it', async () => {
    await clickOn(hall, page, 'input[autocomplete=username]');
    await hall.display.type('welder');
    await hall.display.press('ctrl+a', 'ctrl+c', 'End', 'ctrl+v');
    const typed = await page.evaluate<string>('document.querySelector("input[autocomplete=username]").value');
    expect(typed).toBe('welderwelder');
  }, 20_000);

  it('goes to no other origin', async () => {
    const before = await page.evaluate<string>('location.href');
    for (const address of ['http://127.0.0.2:1/', 'https://example.org/', 'file:///etc/passwd']) {
      await page.evaluate(`void (location.href = ${JSON.stringify(address)})`);
      await wait(300);
      expect(await page.evaluate<string>('location.href'))
        .withContext(address)
        .toBe(before);
    }
    await expectUnmoved('another origin');
  }, 20_000);

  it('opens no second window, and prints nothing', async () => {
    await page.evaluate('void window.open("/", "_blank")');
    await page.evaluate('void window.open("about:blank", "other", "width=300,height=300")');
    await page.evaluate(`(() => {
      const link = Object.assign(document.createElement('a'), { href: '/privacy', target: '_blank' });
      document.body.append(link);
      link.click();
      link.remove();
    })()`);
    await wait(500);
    await expectUnmoved('window.open');
    await page.evaluate('void setTimeout(() => window.print(), 0)');
    await wait(1000);
    await hall.display.photograph('print');
    await expectUnmoved('print');
  }, 20_000);

  it('keeps no download', async () => {
    const before = filesUnder(hall.home);
    await page.evaluate(`(() => {
      const href = URL.createObjectURL(new Blob(['kept'], { type: 'application/octet-stream' }));
      const link = Object.assign(document.createElement('a'), { href, download: 'kept-by-the-page.bin' });
      document.body.append(link);
      link.click();
      link.remove();
    })()`);
    await wait(1000);
    await hall.display.photograph('download');
    await expectUnmoved('download');
    const added = filesUnder(hall.home).filter((name) => !before.includes(name));
    expect(added.filter((name) => name.includes('kept-by-the-page'))).toEqual([]);
  }, 20_000);

  it('has no menu under the other button', async () => {
    const before = await hall.display.windows();
    await hall.display.click(640, 700, 3);
    await wait(500);
    await hall.display.photograph('context-menu');
    expect(await hall.display.windows()).toEqual(before);
    await expectUnmoved('context menu');
  }, 20_000);

  it('gives the page neither the place of the machine nor a full screen that the player could leave', async () => {
    await page.evaluate('void document.documentElement.requestFullscreen().catch(() => undefined)');
    const place = await page.evaluate<string>(`new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve('refused ' + code));
      setTimeout(resolve, 3000, 'no answer');
    })`);
    expect(place).toBe('refused 1');
    expect(await page.evaluate('document.fullscreenElement === null')).toBeTrue();
  }, 20_000);
});

const filesUnder = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });
