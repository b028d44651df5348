import { setTimeout as wait } from 'node:timers/promises';
import { identityRoutes, type DeviceOrder, type OrderProgress } from '@minjiang/shared/identity';
import texts from '../../desktop/src/session/texts.zh-CN.json' with { type: 'json' };
import { centreAdmin, deviceCode } from '../support/commands/centres.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { publishProgramme, reading } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import type { Http } from '../support/http.ts';
import { somebody } from '../support/people.ts';
import { until } from '../support/waiting.ts';
import { atSignIn, clickOn, signInAtTheMachine, theHall, untilPage, type Hall } from './hall.ts';
import { tell } from './measured.ts';
import type { Page } from './page.ts';
import type { Shell } from './shell.ts';

const limitMs = 2_000;
const text = 'A text that takes a learner a good while to read, since it has many words. '.repeat(12);
const understood = 'mj-centre-message button';

/** What the administrator of a centre does to a machine from where he sits; the program is the real one. */
describe('a machine in the hand of its centre', () => {
  let hall: Hall;
  let home: string;
  let shell: Shell;
  let page: Page;
  let admin: Http;
  let deviceId: string | undefined;
  let learner: { readonly phone: string; readonly enrolmentId: string; readonly lessonId: string };
  beforeAll(async () => {
    hall = await theHall();
    home = hall.anotherHome();
    admin = await centreAdmin(hall.origin, 'remote-centre');
    learner = await enrolledLearner();
    ({ shell, page } = await hall.start(home));
    await atSignIn(page);
    deviceId = await enrolMachine(await deviceCode(admin, 'B01'));
    await until('the machine on the wall', async () => (await tile()).reachable);
  }, 180_000);

  async function enrolledLearner() {
    const institution = await signIn(hall.origin, 'institution');
    const lesson = reading(text);
    const programmeId = await publishProgramme(institution, 'Read in a hall', [lesson]);
    const classId = await openClass(institution, programmeId, 'Class of the hall');
    const person = somebody();
    const enrolmentId = await enrol(institution, classId, person);
    await activate(institution, { classId, enrolmentId }, person);
    return { phone: person.phone, enrolmentId, lessonId: lesson.lessonId };
  }

  /** As the page of the machine does it, which `proof.spec.ts` tries by hand. */
  const enrolMachine = (code: string) =>
    page.evaluate<string>(`(async () => {
      const claim = await window.minjiangShell.enrolment('${code}');
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('${identityRoutes.enrolKiosk.path}', { method: 'POST', headers, body: JSON.stringify(claim) });
      const { deviceId } = await answer.json();
      await window.minjiangShell.enrolled(deviceId);
      return deviceId;
    })()`);

  const tile = async () => {
    const { tiles } = (await admin.call(identityRoutes.getWall, { query: {} })).body;
    const own = deviceId === undefined ? tiles[0] : tiles.find(({ id }) => id === deviceId);
    if (!own) throw new Error('the machine is not on the wall');
    return own;
  };
  /** But for what its sensors see: that the machine of this run may be a virtual one. */
  const incidents = async () => (await tile()).incidents.filter((each) => each !== 'signal');
  const order = async (what: DeviceOrder) => {
    const body = { deviceIds: [deviceId!], order: what };
    expect((await admin.call(identityRoutes.orderDevices, { body })).status).toBe(201);
  };
  const progressed = (progress: OrderProgress) =>
    until(
      `an order that is ${progress}`,
      async () => (await tile()).order?.progress === progress,
      10_000,
      20,
    );
  const titled = (title: string) => `document.title === ${JSON.stringify(title)}`;
  const shows = (words: string) => `document.body.innerText.includes(${JSON.stringify(words)})`;

  /** Orders something; answers after how long it was seen at the machine, and after how long the wall knew. */
  async function ordered(what: DeviceOrder, seen: () => Promise<unknown>, progress: OrderProgress = 'done') {
    const from = Date.now();
    await order(what);
    await seen();
    const seenMs = Date.now() - from;
    await progressed(progress);
    tell(`${what.kind} from afar`, `${seenMs} ms until seen, ${Date.now() - from} ms until the wall says so`);
    expect(seenMs).toBeLessThan(limitMs);
  }

  /** What is in the page is painted a little later. */
  async function photograph(name: string): Promise<void> {
    await wait(700);
    await hall.display.photograph(name);
  }

  const creditedMs = async () => {
    const [row] = await hall.database.rows<{ ms: number }>(
      `SELECT coalesce(sum(ms), 0)::float8 AS ms FROM learning_runs WHERE enrolment_id = $1 AND verdict = 'credited'`,
      [learner.enrolmentId],
    );
    return row!.ms;
  };

  it('reads what the centre tells it, before anybody is signed in and after', async () => {
    const seen = (words: string) => () => untilPage(page, 'the message', shows(words), 5_000, 10);
    await ordered({ kind: 'message', text: '请带好随身物品' }, seen('请带好随身物品'), 'arrived');
    await photograph('message-at-sign-in');
    await clickOn(hall, page, understood);
    await progressed('done');
    await signInAtTheMachine(hall, page, learner.phone);
    await until('a machine in use', async () => (await tile()).occupied, 10_000);
    await ordered({ kind: 'message', text: '十分钟后下课' }, seen('十分钟后下课'), 'arrived');
    await photograph('message-signed-in');
    await clickOn(hall, page, understood);
    await progressed('done');
    await untilPage(page, 'the end of the message', `!document.querySelector('mj-centre-message')`);
  }, 60_000);

  it('is locked while somebody studies: his time is reported, and nothing of him is left', async () => {
    await page.evaluate(`void (location.href = '/study/${learner.enrolmentId}/${learner.lessonId}')`);
    await untilPage(page, 'the text', `!!document.querySelector('mj-read-block')`);
    await until('credited reading', async () => (await creditedMs()) > 4_000, 30_000);
    const from = Date.now();
    const before = await creditedMs();
    // Far enough from the last beat that something is lost if the page does not send it.
    await wait(1_500);
    await ordered({ kind: 'lock' }, () =>
      untilPage(page, 'the locked page', titled(texts.locked.title), 5_000, 10),
    );
    await photograph('locked');
    const missing = Date.now() - from - ((await creditedMs()) - before);
    tell('study until the lock that was not credited', `${Math.round(missing)} ms`);
    expect((await creditedMs()) - before).toBeGreaterThan(1_000);
    const { cookies } = await page.send<{ cookies: unknown[] }>('Network.getAllCookies');
    expect(cookies).toEqual([]);
    await until('a machine that nobody uses', async () => !(await tile()).occupied, 5_000);
    expect(await incidents()).toEqual(['locked']);
  }, 80_000);

  it('stays locked when its program is killed, and when it starts without a network', async () => {
    ({ shell, page } = await hall.start(home));
    await untilPage(page, 'the locked page', titled(texts.locked.title), 10_000);
    await hall.stopServer();
    ({ shell, page } = await hall.start(home));
    await untilPage(page, 'the locked page', titled(texts.locked.title), 15_000);
    await wait(1_500);
    expect(await page.evaluate(titled(texts.locked.title))).toBeTrue();
    await photograph('locked-without-server');
    await hall.startServer();
    await until('the machine, back', async () => (await tile()).reachable, 60_000);
    expect(await page.evaluate(titled(texts.locked.title))).toBeTrue();
  }, 150_000);

  it('is unlocked, and begins with the sign-in page', async () => {
    await ordered({ kind: 'unlock' }, () => atSignIn(page));
    await photograph('unlocked');
    await signInAtTheMachine(hall, page, learner.phone);
    const counts = 'window.minjiangShell.facts().then(({ attention }) => attention.counts)';
    expect(await page.evaluate(counts)).toBeTrue();
  }, 60_000);

  it('ends its program in order when it is restarted, and the order is done when it is back', async () => {
    const from = Date.now();
    await order({ kind: 'restart' });
    const code = await Promise.race([shell.ended, wait(10_000, -2)]);
    const endedMs = Date.now() - from;
    tell('restart from afar', `${endedMs} ms until the program had ended`);
    expect(code).toBe(75);
    expect(endedMs).toBeLessThan(limitMs);
    // In the place of the service that starts it again whatever it ended with.
    ({ shell, page } = await hall.start(home));
    await atSignIn(page);
    await progressed('done');
    await wait(2_000);
    expect(await Promise.race([shell.ended, wait(100, 'runs')])).toBe('runs');
  }, 60_000);

  it('shows what staff must do while its program is too old', async () => {
    await hall.stopServer();
    await hall.startServer({ MINJIANG_LEAST_PROGRAM: '0.2.0' });
    ({ shell, page } = await hall.start(home));
    await untilPage(page, 'the page of an old program', titled(texts.outdated.title), 15_000);
    await photograph('outdated');
    await until('the machine on the wall', async () => (await tile()).reachable, 30_000);
    expect(await incidents()).toEqual(['old-program']);
    await hall.stopServer();
    await hall.startServer({ MINJIANG_LEAST_PROGRAM: '' });
    // Its link comes back by itself, and with it the word that the version will do.
    await untilPage(page, 'the sign-in page', `location.pathname === '/sign-in'`, 60_000);
  }, 150_000);
});
