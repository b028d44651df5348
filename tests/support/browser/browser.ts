import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { outFolder } from '../places.ts';

const flags = ['--no-sandbox', '--disable-gpu', '--mute-audio', '--autoplay-policy=no-user-gesture-required'];
const wide = { width: 1440, height: 900 };

export function browserPath(): string {
  const path = process.env['CHROME_BIN'];
  if (!path) throw new Error('CHROME_BIN is not set: run this with npm test');
  return path;
}

/** Call first in a spec about windows: the browser from npm has one alone, and shows every tab as in front. */
export function needsWindows(): void {
  if (process.env['MINJIANG_BROWSER_FROM'] === 'npm') {
    pending('the browser from npm keeps every page in front: install Chrome, Chromium or Edge');
  }
}

const browsers = new Map<string, Promise<Browser>>();

/** One browser for all who only look at pages. */
export function theBrowser(): Promise<Browser> {
  let browser = browsers.get('shared');
  if (!browser) browsers.set('shared', (browser = launch()));
  return browser;
}

/** A browser of its own, for runs in which the focus goes from page to page. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: flags });
}

export const closeTheBrowser = async (): Promise<void> => (await browsers.get('shared'))?.close();

/** Somebody at a machine: a page with cookies of its own, and what went wrong in it. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Faults of scripts and what the console was told as an error. */
  readonly faults: readonly string[];
  leave(): Promise<void>;
}

export async function takeSeat(browser: Browser, origin: string, viewport = wide): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return { page, context, faults: watch(page), leave: () => context.close() };
}

/** What the seats show now, into the folder that git ignores: to be looked at when a run has failed. */
export async function photograph(...seats: readonly Seat[]): Promise<void> {
  for (const [index, { page }] of seats.entries()) {
    if (!page.isClosed()) await page.screenshot({ path: join(outFolder, 'last', `seat-${index + 1}.png`) });
  }
}

function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('console', (message) => {
    // That an answer was 401 or that the network is cut is what some runs are about, and pages say it themselves.
    const expected = /Failed to load resource|WebSocket connection|net::ERR/.test(message.text());
    if (message.type() === 'error' && !expected) faults.push(message.text());
  });
  return faults;
}
