import type { Page } from 'playwright-core';
import { goTo } from './going.ts';
import { password } from '../founders.ts';
import type { Person } from '../people.ts';
import { words } from './texts.ts';

const t = (key: string) => words(`identity.${key}`);

/** Signs in on the sign-in page, and waits for the first page of the role. */
export async function enter(page: Page, account: string, secret: string = password): Promise<void> {
  await goTo(page, '/sign-in');
  await page.getByLabel(t('sign-in.account')).fill(account);
  await page.getByLabel(t('sign-in.password'), { exact: true }).fill(secret);
  await page.getByRole('button', { name: t('sign-in.send') }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Signs out. Staff hold two sessions: who of the stage signs in on a page gives his back for those after him. */
export async function leaveAccount(page: Page): Promise<void> {
  await page.evaluate(
    `fetch('/api/v1/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })`,
  );
}

/** Sets a first password with the code that a learner was given; he is signed in then. */
export async function activateAccount(page: Page, person: Person, code: string): Promise<void> {
  await goTo(page, '/activate');
  await page.getByLabel(t('sign-in.account')).fill(person.phone);
  await page.getByLabel(t('activate.code')).fill(code);
  await page.getByLabel(t('activate.password'), { exact: true }).fill(password);
  await page.getByLabel(t('password.again')).fill(password);
  await page.getByRole('button', { name: t('activate.send') }).click();
  await page.waitForURL('**/today');
}
