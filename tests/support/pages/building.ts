import type { Page } from 'playwright-core';
import { goTo } from './going.ts';
import { words } from './texts.ts';

const button = (page: Page, key: string) => page.getByRole('button', { name: words(key), exact: true });

/** Uploads a film on the page of resources and watches it become ready. @returns the states that were seen */
export async function uploadFilm(page: Page, path: string, name: string): Promise<string[]> {
  await goTo(page, '/assets');
  await button(page, 'content.assets.upload').waitFor();
  await page.locator('input[type=file]').setInputFiles(path);
  const row = page.getByRole('row').filter({ hasText: name });
  const states = ['waiting', 'processing', 'ready'] as const;
  const seen: string[] = [];
  for (;;) {
    const text = await row.first().innerText();
    const state = states.find((one) => text.includes(words(`content.states.${one}`)));
    if (state !== undefined && seen.at(-1) !== state) seen.push(state);
    if (state === 'ready') return seen;
    if (text.includes(words('content.states.failed'))) throw new Error(`the film failed: ${text}`);
    await page.waitForTimeout(100);
  }
}

/** Writes a programme of one course, chapter and film, and publishes it. */
export async function buildProgramme(
  page: Page,
  of: { readonly name: string; readonly lesson: string; readonly film: string },
): Promise<void> {
  await goTo(page, '/programmes/new');
  await page.getByLabel(words('catalog.settings.name')).fill(of.name);
  await button(page, 'catalog.new.create').click();
  await button(page, 'catalog.outline.add-course').first().click();
  await nameIt(page, 'course', `${of.name} course`);
  await button(page, 'catalog.outline.add-chapter').click();
  await nameIt(page, 'chapter', 'chapter');
  await button(page, 'catalog.outline.add-video').click();
  await nameIt(page, 'lesson', of.lesson);
  await page.getByRole('link', { name: of.lesson, exact: true }).click();
  await button(page, 'catalog.lesson.choose').click();
  await page.getByRole('dialog').getByRole('button', { name: of.film }).click();
  await page.getByRole('heading', { name: of.film }).waitFor();
  await page.getByRole('link', { name: of.name, exact: true }).click();
}

/** Lets time count at any hour, on the page of rules. */
export async function countAllDay(page: Page): Promise<void> {
  await page.getByRole('link', { name: words('catalog.settings.title') }).click();
  await page.getByLabel(words('catalog.settings.all-day')).check();
}

async function nameIt(page: Page, part: string, name: string): Promise<void> {
  const field = page.getByLabel(words(`catalog.outline.name-of-${part}`));
  await field.fill(name);
  await field.press('Enter');
}

export async function publishProgramme(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('catalog.publish.button', { number: 1 }) }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('catalog.publish.confirm') })
    .click();
  await page.getByText(words('catalog.publish.done', { number: 1 })).waitFor();
}
