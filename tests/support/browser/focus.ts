import type { Page } from 'playwright-core';

/**
 * Playwright tells every page that it has the focus. This takes the pretence away, so that a page has the focus
 * that its window really has; the window of a page stays visible behind another one.
 */
export async function withRealFocus(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
}

/** Another window comes to the front and takes the focus, as when somebody answers a message. */
export async function lookElsewhere(page: Page): Promise<{ back(): Promise<void> }> {
  const other = await page.context().newPage();
  await withRealFocus(other);
  await other.bringToFront();
  return {
    async back() {
      await other.close();
      await page.bringToFront();
    },
  };
}
