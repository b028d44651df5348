import { spawn } from 'node:child_process';
import { chromium } from 'playwright-core';
import { freePort } from '../../../server/launch/ports.ts';
import { scratchFolder } from '../places.ts';
import { until } from '../waiting.ts';
import { browserPath, type Seat } from './browser.ts';

/**
 * A browser as a person starts it, joined without the defaults of Playwright, which keep every page visible: here
 * a tab behind another tab is really hidden.
 */
export async function browserWithTabs(
  origin: string,
): Promise<Seat & { coverWithTab(): Promise<{ back(): Promise<void> }> }> {
  const port = await freePort();
  const child = spawn(
    browserPath(),
    [
      ...[
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--mute-audio',
        '--lang=zh-CN',
        '--window-size=1440,900',
      ],
      ...['--no-first-run', '--autoplay-policy=no-user-gesture-required', `--remote-debugging-port=${port}`],
      ...[`--user-data-dir=${scratchFolder('browser')}`, 'about:blank'],
    ],
    { stdio: 'ignore' },
  );
  const address = `http://127.0.0.1:${port}`;
  await until('the browser', () =>
    fetch(`${address}/json/version`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const context = browser.contexts()[0]!;
  context.setDefaultTimeout(20_000);
  const page = context.pages()[0]!;
  await page.bringToFront();
  // A browser that was joined knows no base of addresses.
  await page.goto(origin);
  return {
    page,
    context,
    faults: [],
    async coverWithTab() {
      const opened = context.waitForEvent('page');
      await page.evaluate(() => void window.open('about:blank', '_blank'));
      const other = await opened;
      await other.bringToFront();
      return {
        async back() {
          await other.close();
          await page.bringToFront();
        },
      };
    },
    async leave() {
      await browser.close();
      child.kill('SIGKILL');
    },
  };
}
