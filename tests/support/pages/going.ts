import type { Page } from 'playwright-core';

/** Goes to an address of the portal that the page shows, as somebody who types it. */
export async function goTo(page: Page, path: string): Promise<void> {
  const shown = page.url();
  await page.goto(shown.startsWith('http') ? new URL(path, shown).href : path);
}
