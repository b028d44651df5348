import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import type { Context } from './context.ts';

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
];

/** The browser named in CHROME_BIN, else one installed here, else the one that npm brought. */
export async function findBrowser(): Promise<Context['browser']> {
  const named = process.env['CHROME_BIN'];
  if (named) return runs(named) ? { path: named } : { missing: `CHROME_BIN names no browser: ${named}` };
  const path = installed().find((place) => existsSync(place) && runs(place));
  return path === undefined ? fromNpm() : { path };
}

function installed(): string[] {
  const env = process.env;
  if (process.platform === 'win32') {
    const bases = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (b) => b !== undefined,
    );
    return bases.flatMap((base) => [
      join(base, 'Google/Chrome/Application/chrome.exe'),
      join(base, 'Chromium/Application/chrome.exe'),
      join(base, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
  }
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  return (env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
}

/** Some systems have a script of that name that only tells how to install the browser. */
function runs(path: string): boolean {
  // On Windows the browser answers this question by opening a window.
  if (process.platform === 'win32') return existsSync(path);
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 15_000 });
  return status === 0 && /Chrom|Edge/.test(stdout);
}

async function fromNpm(): Promise<Context['browser']> {
  const missing = 'no Chrome, Chromium or Edge was found: install one, or name it in CHROME_BIN';
  if (process.platform !== 'linux') return { missing };
  try {
    const require = createRequire(join(import.meta.dirname, '../package.json'));
    const { default: chromium } = (await import(require.resolve('@sparticuz/chromium'))) as {
      default: { executablePath(): Promise<string> };
    };
    const path = await chromium.executablePath();
    return runs(path) ? { path, fromNpm: true } : { missing };
  } catch {
    return { missing };
  }
}
