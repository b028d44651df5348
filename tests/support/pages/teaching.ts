import type { Page } from 'playwright-core';
import { goTo } from './going.ts';
import { giveFile, markedCopy, previewedRows, type TextFile } from './importing.ts';
import { words, wordsLike } from './texts.ts';

const button = (page: Page, key: string) => page.getByRole('button', { name: words(key), exact: true });

/** Makes a class of a published programme and opens it. @returns its address */
export async function openNewClass(
  page: Page,
  of: {
    readonly name: string;
    readonly programme: string;
    readonly opensOn: string;
    readonly closesOn: string;
  },
): Promise<string> {
  await goTo(page, '/classes/new');
  const programme = page.getByLabel(words('classes.programme'));
  const option = programme.locator('option', { hasText: of.programme });
  await programme.selectOption(await option.getAttribute('value'));
  await page.getByLabel(words('classes.form.name')).fill(of.name);
  await page.getByLabel(words('classes.form.opens-on')).fill(of.opensOn);
  await page.getByLabel(words('classes.form.closes-on')).fill(of.closesOn);
  await button(page, 'classes.new.create').click();
  await page.getByRole('heading', { name: of.name, level: 1 }).waitFor();
  await button(page, 'classes.open.button').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('classes.open.button') })
    .click();
  await page.getByText(words('classes.states.open'), { exact: true }).first().waitFor();
  return `/classes/${/classes\/([0-9a-f-]{36})/.exec(page.url())![1]!}`;
}

/** Imports a roster file. @returns what the preview says of each row, in order, and the marked copy as text */
export async function importRoster(
  page: Page,
  classAddress: string,
  file: TextFile,
): Promise<{ readonly rows: string[]; readonly copy: string }> {
  await giveFile(page, `${classAddress}/import`, file);
  const copy = await markedCopy(page);
  const rows = await previewedRows(page, 2);
  await page.getByRole('button', { name: wordsLike('classes.import.accept-good') }).click();
  await page.getByText(wordsLike('classes.import.done')).waitFor();
  return { rows, copy };
}

/** Prints the slip of one learner of the roster. @returns the code on it */
export async function printSlip(page: Page, classAddress: string, rosterNumber: number): Promise<string> {
  await chooseFor(page, classAddress, rosterNumber, 'classes.slip.menu');
  const slip = page.getByRole('dialog');
  const code = await slip.locator('.code').innerText();
  await slip.getByRole('button', { name: words('classes.slip.close') }).click();
  return code;
}

export async function mailCode(page: Page, classAddress: string, rosterNumber: number): Promise<void> {
  await chooseFor(page, classAddress, rosterNumber, 'classes.email.menu');
}

async function chooseFor(
  page: Page,
  classAddress: string,
  rosterNumber: number,
  item: string,
): Promise<void> {
  await goTo(page, `${classAddress}/roster`);
  const rows = page.locator('mj-roster-table tbody tr');
  await rows
    .nth(rosterNumber - 1)
    .getByRole('button')
    .click();
  await page.getByRole('menuitem', { name: words(item) }).click();
}
