import { photograph, takeSeat, theBrowser, type Seat } from '../support/browser/browser.ts';
import { enter, leaveAccount } from '../support/pages/entering.ts';
import { goTo } from '../support/pages/going.ts';
import { giveFile, markedCopy, previewedRows } from '../support/pages/importing.ts';
import { words, wordsLike } from '../support/pages/texts.ts';
import { theStage, type Stage } from '../support/stage.ts';

/** An institution brings its programmes in files, in a browser, by what pages say. */
describe('programmes by file', () => {
  let stage: Stage;
  let office: Seat;
  beforeAll(async () => {
    stage = await theStage();
    office = await takeSeat(await theBrowser(), stage.first.origin);
    await enter(office.page, 'institution');
  }, 120_000);
  afterEach(() => photograph(office));
  afterAll(async () => {
    await leaveAccount(office.page);
    await office.leave();
  });

  const outline = (kind: string) =>
    [
      'programme,chapter,lesson,kind',
      'Plumbing,One,First,text',
      `,,Second,${kind}`,
      'Tiling,One,Third,text',
    ].join('\n');
  const accept = () =>
    office.page.getByRole('button', { name: wordsLike('catalog.programme-import.accept-named') });

  it('a file with a fault is shown with it, and nothing can be made of it, however often one comes back', async () => {
    const { page } = office;
    await giveFile(page, '/programmes/import', { name: 'outline.csv', content: outline('song') });
    const address = page.url();
    expect(address).toContain('/programmes/import?import=');
    const copy = await markedCopy(page);
    expect(copy.split('\r\n')[2]).toContain('类型：只能是“视频”或“图文”');
    expect((await previewedRows(page, 3)).map((row) => row.includes('只能是'))).toEqual([false, true, false]);
    expect(await accept().count()).toBe(0);
    await goTo(page, '/programmes');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(address);
    expect((await previewedRows(page, 3)).length).toBe(3);
    await page.getByRole('button', { name: words('ui.import.give-up') }).click();
    await page.getByRole('button', { name: words('ui.import.choose') }).waitFor();
    await page.goto(address);
    await page.getByText(words('ui.import.ends.cancelled')).waitFor();
  }, 60_000);

  it('the mended file becomes two drafts once it is accepted', async () => {
    const { page } = office;
    await giveFile(page, '/programmes/import', { name: 'outline.csv', content: outline('text') });
    await accept().click();
    await page.getByText(words('catalog.programme-import.done', { n: 2, lessons: 3 })).waitFor();
    await page.getByRole('link', { name: words('catalog.programme-import.to-programmes') }).click();
    for (const name of ['Plumbing', 'Tiling']) await page.getByRole('link', { name }).first().waitFor();
    expect(office.faults).toEqual([]);
  }, 60_000);

  it('a long outline becomes one draft, whose chapters show their lessons when they are asked to', async () => {
    const { page } = office;
    const lines = Array.from({ length: 510 }, (_, i) => `Part ${Math.floor(i / 85)},Lesson ${i},text`);
    const content = ['chapter,lesson,kind', ...lines].join('\n');
    await giveFile(page, '/programmes/import', { name: 'long outline.csv', content });
    await page.getByRole('button', { name: words('catalog.programme-import.accept') }).click();
    await page.getByRole('link', { name: words('catalog.programme-import.to-programme') }).click();
    await page.getByRole('heading', { name: 'long outline', level: 1 }).waitFor();
    const closed = page.getByRole('button', { name: words('catalog.outline.show-lessons', { n: 85 }) });
    await closed.first().waitFor();
    expect([await closed.count(), await page.getByRole('link', { name: 'Lesson 0' }).count()]).toEqual([
      6, 0,
    ]);
    await closed.first().click();
    await page.getByRole('link', { name: 'Lesson 84', exact: true }).waitFor();
    expect(await closed.count()).toBe(5);
    expect(office.faults).toEqual([]);
  }, 60_000);
});
