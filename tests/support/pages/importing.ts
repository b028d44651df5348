import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { goTo } from './going.ts';
import { words, wordsLike } from './texts.ts';

export interface TextFile {
  readonly name: string;
  readonly content: string;
}

/** Gives a file on a page of imports, and waits for what was found in it. */
export async function giveFile(page: Page, address: string, file: TextFile): Promise<void> {
  await goTo(page, address);
  await page.getByRole('button', { name: words('ui.import.choose'), exact: true }).waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: file.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(file.content),
  });
  await page.getByRole('heading', { name: words('ui.import.preview') }).waitFor();
}

/** @returns the marked copy of the file, as text */
export async function markedCopy(page: Page): Promise<string> {
  const arrives = page.waitForEvent('download');
  await page.getByRole('link', { name: words('ui.import.copy') }).click();
  return readFileSync(await (await arrives).path(), 'utf8');
}

/** @returns what the preview says of each of so many rows, in order */
export async function previewedRows(page: Page, count: number): Promise<string[]> {
  const shown = page.locator('mj-import-preview tbody tr');
  await shown.first().waitFor();
  // Without a fault all rows are shown at once.
  const all = page.getByRole('link', { name: wordsLike('ui.import.show-all') });
  if ((await all.count()) > 0) await all.click();
  await shown.nth(count - 1).waitFor();
  return shown.allInnerTexts();
}
