import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { identityRoutes } from '@minjiang/shared/identity';
import { learningRoutes } from '@minjiang/shared/learning';
import { centreAdmin, deviceCode } from '../support/commands/centres.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { publishProgramme, reading } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import type { Http } from '../support/http.ts';
import { somebody } from '../support/people.ts';
import { until } from '../support/waiting.ts';
import { atSignIn, clickOn, signInAtTheMachine, theHall, untilPage, type Hall } from './hall.ts';
import type { Page } from './page.ts';

const text = 'A text that takes a learner a good while to read, since it has many words. '.repeat(12);
const field = 'input[autocomplete=one-time-code]';

/** A machine that the platform knows by its key: what is studied on it is its word. */
describe('the proof of a machine', () => {
  let hall: Hall;
  let page: Page;
  let admin: Http;
  let learner: Awaited<ReturnType<typeof enrolledLearner>>;
  beforeAll(async () => {
    hall = await theHall();
    admin = await centreAdmin(hall.origin, 'kiosk-centre');
    learner = await enrolledLearner();
    ({ page } = await hall.start());
  }, 180_000);

  async function enrolledLearner() {
    const institution = await signIn(hall.origin, 'institution');
    const lesson = reading(text);
    const programmeId = await publishProgramme(institution, 'Read at a kiosk', [lesson]);
    const classId = await openClass(institution, programmeId, 'Class of the kiosk');
    const person = somebody();
    const enrolmentId = await enrol(institution, classId, person);
    await activate(institution, { classId, enrolmentId }, person);
    return { phone: person.phone, enrolmentId, lessonId: lesson.lessonId };
  }

  const shown = (selector: string) => `!!document.querySelector(${JSON.stringify(selector)})`;
  const devices = async () => (await admin.call(identityRoutes.listDevices)).body.items;

  async function enterCode(code: string) {
    await page.evaluate(`void (document.querySelector('${field}').value = '')`);
    await clickOn(hall, page, field);
    await hall.display.press('ctrl+a');
    await hall.display.type(code);
    await clickOn(hall, page, 'form button[type=submit]');
  }

  async function study() {
    await signInAtTheMachine(hall, page, learner.phone);
    await page.evaluate(`void (location.href = '/study/${learner.enrolmentId}/${learner.lessonId}')`);
    await untilPage(page, 'the lesson', `location.pathname.startsWith('/study/')`);
  }

  const runs = () =>
    hall.database.rows<{ terminal: string; evidence: string; verdict: string; ms: number }>(
      `SELECT terminal, evidence, verdict, sum(ms)::float8 AS ms FROM learning_runs WHERE enrolment_id = $1
       GROUP BY terminal, evidence, verdict ORDER BY verdict`,
      [learner.enrolmentId],
    );

  it('begins with a one-time code of the centre, which enrols once and only once', async () => {
    const code = await deviceCode(admin, 'A01');
    await atSignIn(page);
    await untilPage(page, 'that the machine is not enrolled', shown('a[href="/machine"]'));
    await clickOn(hall, page, 'a[href="/machine"]');
    await untilPage(page, 'the page of the machine', shown(field));
    await enterCode(`${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`);
    const [device] = await until('the machine in the list of its centre', async () => {
      const all = await devices();
      return all.length > 0 ? all : null;
    });
    expect(device).toEqual(
      jasmine.objectContaining({ kind: 'kiosk', name: 'A01', state: 'active', keyStore: 'file' }),
    );
    const known = 'window.minjiangShell.facts().then(({ machine }) => machine.deviceId)';
    expect(await page.evaluate<string>(known)).toBe(device!.id);
    await hall.display.photograph('enrolled');
    await enterCode(code);
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
    expect((await runs()).map(({ verdict }) => verdict)).not.toContain('device');
    await hall.display.photograph('reading');
  }, 80_000);

  it('seals what was read until the very moment in which the page goes away', async () => {
    const credited = async () => (await runs()).find(({ verdict }) => verdict === 'credited')?.ms ?? 0;
    const before = await credited();
    await wait(4000);
    await page.evaluate(`void (location.href = '/today')`);
    await until('the last seconds', async () => (await credited()) >= before + 3500, 5_000);
    expect((await runs()).map(({ verdict }) => verdict)).not.toContain('device');
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
