import { centreAdmin, deviceCode } from '../support/commands/centres.ts';
import { until } from '../support/waiting.ts';
import { atSignIn, clickOn, untilPage, type Hall } from './hall.ts';
import type { Page } from './page.ts';

export const codeField = 'input[autocomplete=one-time-code]';
const machineLink = 'a[href="/machine"]';

export const shown = (selector: string) => `!!document.querySelector(${JSON.stringify(selector)})`;

/** Opens the page of the machine from the sign-in page of one that is not enrolled. */
export async function openMachinePage(hall: Hall, page: Page): Promise<void> {
  await atSignIn(page);
  await untilPage(page, 'that the machine is not enrolled', shown(machineLink));
  await clickOn(hall, page, machineLink);
  await untilPage(page, 'the page of the machine', shown(codeField));
}

/** Types a code where the page asks for one, and sends it. */
export async function enterCode(hall: Hall, page: Page, code: string): Promise<void> {
  await page.evaluate(`void (document.querySelector('${codeField}').value = '')`);
  await clickOn(hall, page, codeField);
  await hall.display.press('ctrl+a');
  await hall.display.type(code);
  await clickOn(hall, page, 'form button[type=submit]');
}

/** What the program says its machine is called at the platform; null for one that is not enrolled. */
export const deviceIdOf = (page: Page) =>
  page.evaluate<string | null>('window.minjiangShell.facts().then(({ machine }) => machine.deviceId)');

let enrolled: string | undefined;

/** Starts the hall's second machine, which its centre has enrolled; the first is enrolled where that itself is looked at. */
export async function startEnrolled(
  hall: Hall,
  env: Readonly<Record<string, string>> = {},
  before?: readonly string[],
) {
  const home = (enrolled ??= await enrolAnother(hall));
  const started = await hall.start(home, env, before);
  await atSignIn(started.page);
  return started;
}

async function enrolAnother(hall: Hall): Promise<string> {
  const home = hall.anotherHome();
  const code = await deviceCode(await centreAdmin(hall.origin, 'second-centre'), 'B01');
  const { page } = await hall.start(home);
  await openMachinePage(hall, page);
  await enterCode(hall, page, code);
  await until('the machine enrolled', () => deviceIdOf(page));
  return home;
}
