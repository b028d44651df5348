import type { Page } from 'playwright-core';
import { goTo } from './going.ts';
import { words } from './texts.ts';

/** Opens a lesson and plays it from where it stands. */
export async function play(page: Page, enrolmentId: string, lessonId: string): Promise<void> {
  await goTo(page, `/study/${enrolmentId}/${lessonId}`);
  await page
    .getByRole('button', { name: words('learning.player.play') })
    .first()
    .click();
  await moving(page);
}

/** Plays on, after it was paused. */
export async function playOn(page: Page): Promise<void> {
  if (await page.locator('video').evaluate((video: HTMLVideoElement) => video.paused))
    await page
      .getByRole('button', { name: words('learning.player.play') })
      .first()
      .click();
  await moving(page);
}

async function moving(page: Page): Promise<void> {
  const from = await positionOf(page);
  await page.waitForFunction(
    (before) => (document.querySelector('video')?.currentTime ?? 0) > before + 0.2,
    from,
  );
}

export const positionOf = (page: Page): Promise<number> =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);

export const isPaused = (page: Page): Promise<boolean> =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.paused);

/** Until the film is over and everything of it was credited. */
export async function finished(page: Page, limitMs = 40_000): Promise<void> {
  await page.getByText(words('learning.strip.done'), { exact: true }).waitFor({ timeout: limitMs });
}
