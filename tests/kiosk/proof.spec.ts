import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { identityRoutes } from '@minjiang/shared/identity';
import { learningRoutes } from '@minjiang/shared/learning';
import { centreAdmin, deviceCode } from '../support/commands/centres.ts';
import { reading } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import type { Http } from '../support/http.ts';
import { until } from '../support/waiting.ts';
import { theHall, untilPage, type Hall } from './hall.ts';
import { learnerOf, openLesson, runsOf, unsealedOf, type KioskLearner } from './learner.ts';
import { deviceIdOf, enterCode, openMachinePage, shown } from './machine.ts';
import type { Page } from './page.ts';

const text = 'A text that takes a learner a good while to read, since it has many words. '.repeat(12);

/** A machine that the platform knows by its key: what is studied on it is its word. */
describe('the proof of a machine', () => {
  let hall: Hall;
  let page: Page;
  let admin: Http;
  let learner: KioskLearner;
  beforeAll(async () => {
    hall = await theHall();
    admin = await centreAdmin(hall.origin, 'kiosk-centre');
    learner = await learnerOf(hall, 'Read at a kiosk', reading(text));
    ({ page } = await hall.start());
  }, 180_000);

  const devices = async () => (await admin.call(identityRoutes.listDevices)).body.items;

  const study = () => openLesson(hall, page, learner);
  const runs = () => runsOf(hall, learner);

  it('begins with a one-time code of the centre, which enrols once and only once', async () => {
    const code = await deviceCode(admin, 'A01');
    await openMachinePage(hall, page);
    await enterCode(hall, page, `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`);
    const [device] = await until('the machine in the list of its centre', async () => {
      const all = await devices();
      return all.length > 0 ? all : null;
    });
    expect(device).toEqual(
      jasmine.objectContaining({ kind: 'kiosk', name: 'A01', state: 'active', keyStore: 'file' }),
    );
    // The page tells the program a moment after the server has answered.
    await until('its name in the program', async () => (await deviceIdOf(page)) === device!.id, 5000);
    await hall.display.photograph('enrolled');
    await enterCode(hall, page, code);
    await untilPage(
      page,
      'that a used code is refused',
      shown('[role=alert], .error-summary, mj-error-summary li'),
    );
    expect((await devices()).length).toBe(1);
    await hall.display.photograph('code-used');
  }, 60_000);

  it('is sealed into what a learner reads on it: the ledger credits it as attested', async () => {
    await page.evaluate(`void (location.href = '/')`);
    await study();
    const credited = await until(
      'credited reading',
      async () => (await runs()).find(({ verdict, ms }) => verdict === 'credited' && ms > 6000),
      40_000,
    );
    expect(credited).toEqual(jasmine.objectContaining({ terminal: 'kiosk', evidence: 'attested' }));
    expect(await unsealedOf(hall, learner)).toBe(0);
    await hall.display.photograph('reading');
  }, 80_000);

  it('seals what was read until the very moment in which the page goes away', async () => {
    const credited = async () => (await runs()).find(({ verdict }) => verdict === 'credited')?.ms ?? 0;
    const before = await credited();
    await wait(2000);
    await page.evaluate(`void (location.href = '/today')`);
    await until('the last seconds', async () => (await credited()) >= before + 1500, 5_000);
    expect(await unsealedOf(hall, learner)).toBe(0);
  }, 20_000);

  it('earns nothing for beats that another sends in its place', async () => {
    const thief = await signIn(hall.origin, learner.phone);
    const body = {
      enrolmentId: learner.enrolmentId,
      lessonId: learner.lessonId,
      client: { kind: 'kiosk' as const, pageId: 'thief', proves: true },
    };
    // He has the learner's password and no machine: what he says he is does not count.
    const lease = (await thief.call(learningRoutes.openLease, { body })).body;
    expect(lease.agreementKey).toBeNull();
    const [own] = await hall.database.rows<{ terminal: string }>(
      'SELECT terminal FROM learning_lease_terms WHERE enrolment_id = $1',
      [learner.enrolmentId],
    );
    expect(own).toEqual({ terminal: 'web' });
  }, 20_000);

  it('holds the machine and its copy when its key store was copied', async () => {
    const key = join(hall.home, 'minjiang/machine.key');
    await hall.leave();
    copyFileSync(key, `${key}.copy`);
    ({ page } = await hall.start());
    await study();
    await untilPage(page, 'the text', shown('mj-reading-lesson, mj-read-block'));
    await hall.leave();
    // The copy counts the very start that the machine has just made.
    copyFileSync(`${key}.copy`, key);
    ({ page } = await hall.start());
    await study();
    await until('the machine held', async () => (await devices()).find(({ state }) => state === 'held'));
    expect((await devices())[0]).toEqual(
      jasmine.objectContaining({ state: 'held', heldReason: 'start-twice' }),
    );
    await hall.display.photograph('held');
  }, 120_000);
});
