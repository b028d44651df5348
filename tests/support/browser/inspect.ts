import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { goTo } from '../pages/going.ts';
import { outFolder } from '../places.ts';

const heights = { 1920: 1080, 1440: 900, 360: 800 } as const;
type Width = keyof typeof heights;
const usual: readonly Width[] = [1440, 360];
const sizeOf = (width: Width) => ({ width, height: heights[width] });
const modules = 'ui|shell|identity|catalog|content|classes|learning|ops|analytics|problems';

/** Opens an address and {@link look looks} at it once nothing more is fetched. */
export async function inspect(page: Page, path: string, name: string): Promise<string[]> {
  await page.setViewportSize(sizeOf(usual[0]!));
  await goTo(page, path);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  return look(page, name);
}

/**
 * Takes the picture of what is shown at each width into the folder that git ignores, and looks for what must not be on
 * any page.
 * @returns what was found, one line each
 */
export async function look(page: Page, name: string, widths = usual): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize(sizeOf(width));
    const folder = join(outFolder, 'screens', `${width}`);
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    const taken = await page.evaluate(() => document.documentElement.scrollWidth);
    if (taken > width) found.push(`${name}: ${taken} pixels wide on a screen of ${width}`);
    // The wide page shows the most.
    if (width === usual[0]) found.push(...(await violations(page)).map((line) => `${name}: ${line}`));
  }
  const text = await page.locator('body').innerText();
  const key = new RegExp(`\\b(?:${modules})\\.[a-z-]+\\.[a-z-]+`).exec(text);
  if (key) found.push(`${name}: shows the key ${key[0]}`);
  return found;
}

/** What the rules of accessibility call serious or critical. */
async function violations(page: Page): Promise<string[]> {
  // Pages have no frames of other sites, so the quick way sees all; what passed is not asked for.
  // What comes after a dozen rows is like them, and a thousand cells take long.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .exclude('tbody tr:nth-child(n+13)')
    .exclude('ul > li:nth-child(n+13)')
    .options({ resultTypes: ['violations'] });
  const { violations: all, passes } = await axe.analyze();
  if (passes.length === 0) return ['the rules were not tried'];
  return all
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    );
}
