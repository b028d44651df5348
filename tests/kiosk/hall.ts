import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import type { ShellMode } from '@minjiang/shared/desktop';
import { portalFolder } from '../../server/launch/portal.ts';
import { cuttableLine } from '../support/browser/cuttable-line.ts';
import { password } from '../support/founders.ts';
import { ownDatabase } from '../support/own-database.ts';
import { root, scratchFolder } from '../support/places.ts';
import { startServer } from '../support/server-process.ts';
import { until } from '../support/waiting.ts';
import { bundleProgram } from './bundle.ts';
import { openDisplay } from './display.ts';
import { electronAt } from './electron.ts';
import { portalForOld } from './old/portal.ts';
import type { Page } from './page.ts';
import { commandOf, startShell, writeConfiguration, type Shell } from './shell.ts';

/** A training centre with one machine: the platform with its demonstration, a screen, and the program's home on it. */
async function openHall() {
  const path = process.env['MINJIANG_ELECTRON'];
  if (!path) throw new Error('MINJIANG_ELECTRON is not set: run this with npm run test:kiosk');
  const electron = electronAt(path, 'the run');
  const database = await ownDatabase();
  const home = scratchFolder('home');
  const place = scratchFolder('kiosk');
  const [display, program, portal] = await Promise.all([
    openDisplay(),
    bundleProgram(join(place, 'program'), electron),
    electron.old ? portalForOld(portalFolder(root), join(place, 'portal')) : portalFolder(root),
  ]);
  const shared = { databaseUrl: database.url, dataDir: scratchFolder('data'), role: 'all' as const };
  const env = { MINJIANG_WEB_DIR: portal };
  // Without ffmpeg the demonstration makes no films, which would take minutes; its people it makes.
  const demo = { MINJIANG_DEMO: 'on', MINJIANG_DEMO_PASSWORD: password, FFMPEG_PATH: join(place, 'none') };
  const seeding = await startServer({ ...shared, env: { ...env, ...demo } });
  await seeding.stop();
  let server = await startServer({ ...shared, env });
  const line = await cuttableLine(server.port);
  writeConfiguration(home, line.origin);
  let shell: Shell | undefined;
  let page: Page | undefined;

  const leave = async () => {
    page?.leave();
    await shell?.kill();
    page = shell = undefined;
  };
  return {
    display,
    electron,
    home,
    database,
    /** The server itself; machines reach it over the line. */
    origin: server.origin,
    line,
    /**
     * Starts the program, after the one before was killed; answers when its window has a page.
     * @param at the folder of the machine's account, for one that is not the hall's first
     * @param env what its environment has besides
     * @param before modules that are loaded before the program
     */
    async start(
      at = home,
      env: Readonly<Record<string, string>> = {},
      before: readonly string[] = [],
    ): Promise<{ shell: Shell; page: Page }> {
      await leave();
      const loaded = [...program.before, ...before.flatMap((module) => ['-r', module])];
      shell = await startShell({ electron, program: { ...program, before: loaded }, display, home: at, env });
      page = await shell.page();
      return { shell, page };
    },
    /** The program once more, beside the one that runs. */
    startAgain: () => startShell({ electron, program, display, home }),
    /** How a service starts the program at the hall's first machine. */
    serviceCommand: (port: number) => commandOf({ electron, program, display, home }, port),
    /** The page once more, after its process died. */
    async joinAgain(): Promise<Page> {
      page?.leave();
      if (!shell) throw new Error('no program runs');
      return (page = await shell.page());
    },
    leave,
    /** The account of another machine, which the platform does not know yet. */
    anotherHome(mode: ShellMode = 'kiosk', more: object = {}): string {
      const another = scratchFolder('home');
      writeConfiguration(another, line.origin, mode, more);
      return another;
    },
    stopServer: () => server.stop(),
    async startServer(env: Readonly<Record<string, string>> = {}) {
      server = await server.again(env);
    },
    async close() {
      await leave();
      display.close();
      await line.close();
      await server.stop();
      await database.drop();
    },
  };
}

export type Hall = Awaited<ReturnType<typeof openHall>>;

let hall: Promise<Hall> | undefined;

/** The one hall of this run, made when it is first asked for. */
export const theHall = (): Promise<Hall> => (hall ??= openHall());

afterAll(async () => (await hall)?.close(), 60_000);

/** Waits for what an expression says of the page, however often the page is replaced meanwhile. */
export const untilPage = (page: Page, what: string, expression: string, limitMs = 30_000, everyMs = 50) =>
  until(what, () => page.evaluate<boolean>(expression).catch(() => false), limitMs, everyMs);

const account = 'input[autocomplete=username]';

/** The portal's sign-in page, there to be used. */
export const atSignIn = (page: Page) =>
  untilPage(page, 'the sign-in page', `!!document.querySelector('${account}')`, 30_000, 20);

/** Clicks with the pointer in the middle of what a selector finds. */
export async function clickOn({ display }: Hall, page: Page, selector: string): Promise<void> {
  const [x, y] = await page.evaluate<[number, number]>(`(() => {
    const found = document.querySelector(${JSON.stringify(selector)});
    found.scrollIntoView({ block: 'center' });
    // A link may go on in the next line: its middle would lie between the two.
    const { left, top, width, height } = found.getClientRects()[0];
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  })()`);
  await display.click(x, y);
  await wait(100);
}

/** Signs in with keyboard and pointer, as a learner at the machine does. */
export async function signInAtTheMachine(hallOf: Hall, page: Page, learner: string): Promise<void> {
  await atSignIn(page);
  await clickOn(hallOf, page, account);
  await hallOf.display.type(learner);
  await clickOn(hallOf, page, 'input[autocomplete=current-password]');
  await hallOf.display.type(password);
  await clickOn(hallOf, page, 'button[type=submit]');
  await untilPage(page, 'the first page of the learner', `location.pathname === '/today'`);
  // The page of before is still painted.
  await wait(500);
}
