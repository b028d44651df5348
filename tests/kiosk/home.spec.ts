import { reading } from '../support/commands/programmes.ts';
import { until } from '../support/waiting.ts';
import { clickOn, signInAtTheMachine, theHall, untilPage, type Hall } from './hall.ts';
import { goToLesson, learnerOf, runsOf, unsealedOf, type KioskLearner } from './learner.ts';
import { codeField, deviceIdOf, enterCode, shown } from './machine.ts';
import type { Page } from './page.ts';

const text = 'A text that is read at home, on a machine that its learner has enrolled himself. '.repeat(12);

/** A learner's own machine with the client in its home mode. */
describe('the program at home', () => {
  let hall: Hall;
  let home: string;
  let page: Page;
  let learner: KioskLearner;
  beforeAll(async () => {
    hall = await theHall();
    learner = await learnerOf(hall, 'Read at home', reading(text));
    home = hall.anotherHome('home');
    ({ page } = await hall.start(home));
    await signInAtTheMachine(hall, page, learner.phone);
  }, 180_000);

  it('is enrolled by its learner with a code that he finds in his messages', async () => {
    await page.evaluate(`void (location.href = '/account')`);
    await untilPage(page, 'the way to the machine', shown('a[href="/machine"]'));
    await clickOn(hall, page, 'a[href="/machine"]');
    await untilPage(page, 'the page of the machine', shown(codeField));
    await clickOn(hall, page, 'form button[type=button]');
    await untilPage(page, 'the way to the messages', shown('form a[href="/messages"]'));
    await hall.display.photograph('home-code-sent');
    await clickOn(hall, page, 'form a[href="/messages"]');
    await untilPage(page, 'the message', shown('mj-notice-item .figure'));
    const code = await page.evaluate<string>(
      `document.querySelector('mj-notice-item .figure').textContent.trim()`,
    );
    await hall.display.photograph('home-message');
    await page.evaluate(`void (location.href = '/machine')`);
    await untilPage(page, 'the page of the machine', shown(codeField));
    await enterCode(hall, page, code);
    const deviceId = await until('the machine enrolled', () => deviceIdOf(page), 15_000);
    await hall.display.photograph('home-enrolled');
    const kept = await hall.database.rows('SELECT kind, state FROM identity_devices WHERE id = $1', [
      deviceId,
    ]);
    expect(kept).toEqual([{ kind: 'home', state: 'active' }]);
  }, 60_000);

  it('signs what is studied on it: the ledger credits it as signed, not as attested', async () => {
    await goToLesson(page, learner);
    const credited = await until(
      'credited reading',
      async () =>
        (await runsOf(hall, learner)).find(({ verdict, ms }) => verdict === 'credited' && ms > 6000),
      40_000,
    );
    expect(credited).toEqual(jasmine.objectContaining({ terminal: 'home', evidence: 'signed' }));
    expect(await unsealedOf(hall, learner)).toBe(0);
    await hall.display.photograph('home-reading');
  }, 60_000);

  it('keeps its key when it is started again', async () => {
    const before = await deviceIdOf(page);
    expect(before).not.toBeNull();
    ({ page } = await hall.start(home));
    await until(
      'the program again',
      async () => (await deviceIdOf(page).catch(() => null)) === before,
      15_000,
    );
  }, 60_000);
});
