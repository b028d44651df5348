import { scryptSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sessionCookie } from '@minjiang/shared/identity';
import { atSignIn, clickOn, signInAtTheMachine, theHall, untilPage, type Hall } from './hall.ts';
import type { Page } from './page.ts';
import type { Shell } from './shell.ts';

const password = 'open-the-kiosk';
const salt = '5a'.repeat(16);
const hash = scryptSync(password, Buffer.from(salt, 'hex'), 32, { N: 2 ** 14, r: 8, p: 1 }).toString('hex');

/** A kiosk is left by its staff alone: with the password, on the program's own page. */
describe('the exit of the staff', () => {
  let hall: Hall;
  let home: string;
  let shell: Shell;
  let page: Page;
  beforeAll(async () => {
    hall = await theHall();
    home = machine();
    ({ shell, page } = await hall.start(home));
  }, 180_000);

  const machine = () => hall.anotherHome('kiosk', { staffPassword: `scrypt:14:8:1:${salt}:${hash}` });
  const staffButton = `[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === '工作人员')`;
  const atStaffPage = () =>
    untilPage(page, 'the page of the staff', `!!document.querySelector('#password') && document.hasFocus()`);
  const status = () => page.evaluate<string>(`document.querySelector('[role=status]').textContent`);
  async function tryPassword(text: string): Promise<string> {
    await clickOn(hall, page, '#password');
    await hall.display.type(text);
    await hall.display.press('Return');
    await untilPage(
      page,
      'an answer',
      `!/^(正在核对…)?$/.test(document.querySelector('[role=status]').textContent)`,
    );
    return status();
  }

  it('is reached from the sign-in page, and leads back to it', async () => {
    await atSignIn(page);
    await untilPage(page, 'the button of the staff', `!!${staffButton}`);
    await page.evaluate(`void ${staffButton}.setAttribute('id', 'staff-button')`);
    await wait(300);
    await hall.display.photograph('staff-button');
    await clickOn(hall, page, '#staff-button');
    await atStaffPage();
    await hall.display.photograph('staff-page');
    await clickOn(hall, page, 'button[type=button]');
    await atSignIn(page);
  }, 60_000);

  it('opens to no wrong password, waits longer after three, and remembers them over a start', async () => {
    await hall.display.press('ctrl+alt+shift+s');
    await atStaffPage();
    for (const guess of ['12345678', 'minjiang']) expect(await tryPassword(guess)).toContain('密码不对');
    expect(await tryPassword('password')).toMatch(/密码不对。请在 \d+ 秒后再试/);
    await hall.display.photograph('staff-wait');
    ({ shell, page } = await hall.start(home));
    await atSignIn(page);
    await hall.display.press('ctrl+alt+shift+s');
    await atStaffPage();
    expect(await tryPassword(password)).toMatch(/请在 \d+ 秒后再试/);
    expect(await page.evaluate<boolean>(`document.querySelector('form button').disabled`)).toBeTrue();
  }, 90_000);

  it('ends the program in order with the password: its own code, and nothing left of the learner', async () => {
    home = machine();
    ({ shell, page } = await hall.start(home));
    await signInAtTheMachine(hall, page, 'learner3');
    const cookies = await page.send<{ cookies: { name: string; value: string }[] }>('Network.getAllCookies');
    const token = cookies.cookies.find(({ name }) => name === sessionCookie)?.value ?? '';
    expect(token.length).toBeGreaterThan(20);
    await hall.display.press('ctrl+alt+shift+s');
    await atStaffPage();
    await clickOn(hall, page, '#password');
    await hall.display.type(password);
    await hall.display.press('Return');
    expect(await Promise.race([shell.ended, wait(15_000, 'still there')])).toBe(86);
    expect(await hall.display.windows()).toEqual([]);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
      .map((name) => join(home, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    for (const mark of [token, 'learner3', password])
      expect(files.filter((file) => readFileSync(file).includes(mark)))
        .withContext(mark)
        .toEqual([]);
  }, 120_000);

  it('is none where no password was set', async () => {
    ({ shell, page } = await hall.start());
    await atSignIn(page);
    await hall.display.press('ctrl+alt+shift+s');
    await wait(500);
    expect(await page.evaluate<boolean>(`!!${staffButton}`)).toBeFalse();
    expect(await page.evaluate<string>('location.pathname')).toBe('/sign-in');
  }, 60_000);
});
