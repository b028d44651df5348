import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';
import { atSignIn, clickOn, theHall, untilPage, type Hall } from './hall.ts';
import type { Page } from './page.ts';

const field = 'input[autocomplete=username]';

/** Another program with a window: it says what it finds in the clipboard, leaves something there, and hides. */
const otherProgram = `
  const { app, BrowserWindow, clipboard } = require('electron');
  app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 300, height: 200, title: 'other' });
    window.loadURL('data:text/html,other');
    window.once('focus', () => setTimeout(() => {
      process.stdout.write('found ' + JSON.stringify(clipboard.readText()) + '\\n');
      clipboard.writeText('foreign');
      window.hide();
    }, 700));
  });
`;

/** What is copied or dragged stays within the page of a kiosk, and nothing comes into it from elsewhere. */
describe('content of other programs', () => {
  let hall: Hall;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
    ({ page } = await hall.start());
    await atSignIn(page);
  }, 180_000);

  const typed = () => page.evaluate<string>(`document.querySelector('${field}').value`);
  async function fill(text: string) {
    await clickOn(hall, page, field);
    await hall.display.press('ctrl+a', 'BackSpace');
    await hall.display.type(text);
  }

  it('is not pasted into the page, nor is the page’s into theirs', async () => {
    await fill('secret');
    await hall.display.press('ctrl+a', 'ctrl+c', 'End', 'ctrl+v');
    expect(await typed()).toBe('secretsecret');
    const folder = scratchFolder('other');
    writeFileSync(join(folder, 'package.json'), '{ "name": "other", "main": "main.js" }');
    writeFileSync(join(folder, 'main.js'), otherProgram);
    const other = spawn(hall.electron.path, ['--no-sandbox', '--disable-dev-shm-usage', folder], {
      env: { ...hall.display.env, XDG_CONFIG_HOME: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [said] = (await once(other.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe('found ""\n');
      await untilPage(page, 'the focus', 'document.hasFocus()');
      await until('the one window', async () => (await hall.display.windows()).length === 1);
      await clickOn(hall, page, field);
      await hall.display.press('End', 'ctrl+v');
      expect(await typed()).toBe('secretsecret');
    } finally {
      other.kill('SIGKILL');
    }
  }, 60_000);

  it('does not come by the middle button, which pastes what is selected', async () => {
    await fill('chosen');
    await hall.display.press('ctrl+a');
    const [x, y] = await page.evaluate<[number, number]>(`(() => {
      const { left, top, height } = document.querySelector('${field}').getBoundingClientRect();
      return [Math.round(left + 20), Math.round(top + height / 2)];
    })()`);
    await hall.display.click(x, y, 2);
    expect(await typed()).toBe('chosen');
  }, 20_000);

  it('is not dragged: a text that is pulled over another field stays where it is', async () => {
    await fill('dragged');
    await hall.display.press('ctrl+a');
    const places = await page.evaluate<
      [number, number][]
    >(`['${field}', 'input[autocomplete=current-password]'].map((each) => {
      const { left, top, height } = document.querySelector(each).getBoundingClientRect();
      return [Math.round(left + 30), Math.round(top + height / 2)];
    })`);
    await page.evaluate(`void (() => {
      window.drags = [];
      for (const name of ['dragstart', 'dragover', 'drop']) addEventListener(name, () => drags.push(name), true);
    })()`);
    const [[x, y], [toX, toY]] = places as [[number, number], [number, number]];
    const move = (to: number, down: number) => ['mousemove', String(to), String(down)];
    await hall.display.run(
      'xdotool',
      ...move(x, y),
      'mousedown',
      '1',
      'sleep',
      '0.2',
      ...move(x + 30, y + 10),
    );
    await hall.display.run(
      'xdotool',
      ...move(toX, toY),
      'sleep',
      '0.2',
      ...move(toX + 5, toY),
      'sleep',
      '0.2',
      'mouseup',
      '1',
    );
    expect(await typed()).toBe('dragged');
    expect(
      await page.evaluate<string>(`document.querySelector('input[autocomplete=current-password]').value`),
    ).toBe('');
    expect(await page.evaluate<string[]>('window.drags')).toEqual([]);
  }, 20_000);
});
