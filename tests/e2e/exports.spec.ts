import readWorkbook from 'read-excel-file/node';
import { exportRoutes } from '@minjiang/shared/analytics';
import { classesRoutes } from '@minjiang/shared/classes';
import { learningRoutes } from '@minjiang/shared/learning';
import { takeSeat, theBrowser, type Seat } from '../support/browser/browser.ts';
import { enter, leaveAccount } from '../support/pages/entering.ts';
import { theStage, type Stage } from '../support/stage.ts';

describe('an export from the portal', () => {
  let stage: Stage;
  let desk: Seat;
  beforeAll(async () => {
    stage = await theStage();
    desk = await takeSeat(await theBrowser(), stage.first.origin);
    await enter(desk.page, 'institution');
  }, 120_000);
  afterAll(async () => {
    await leaveAccount(desk.page);
    await desk.leave();
  });

  it('is made by its button, becomes ready on its page, and comes to what the page of the class shows', async () => {
    const { page } = desk;
    const { institution } = stage;
    const { items } = (await institution.call(classesRoutes.listClasses, { query: { pageSize: 100 } })).body;
    const classId = items.find(({ state }) => state === 'finished')!.id;
    await page.goto(`${stage.first.origin}/classes/${classId}`);
    await page.locator('mj-export-button button').click();
    await page.locator('mj-export-dialog button[type=submit]').click();
    await page.waitForURL('**/figures/exports');
    const link = page.locator('mj-exports-page a[download]').first();
    await link.waitFor({ timeout: 20_000 });
    const href = (await link.getAttribute('href'))!;
    const arriving = page.waitForEvent('download');
    await link.click();
    expect((await arriving).suggestedFilename()).toMatch(/\.xlsx$/);

    const { bytes } = await institution.send('GET', href);
    const [, sheet] = await readWorkbook(bytes);
    const [headings, ...rows] = sheet!.data as unknown as (string | number | null)[][];
    const seconds = (heading: string) => {
      const at = headings!.indexOf(heading);
      expect(at).toBeGreaterThan(-1);
      return rows.reduce((sum, row) => sum + Number(row[at]), 0);
    };
    const shown = (await institution.call(learningRoutes.classProgress, { params: { classId } })).body;
    expect(rows.length).toBe(shown.total);
    expect(shown.totals.creditedMs).toBeGreaterThan(0);
    expect(Math.round(seconds('计入时长（秒）') * 1000)).toBe(shown.totals.creditedMs);
    expect(Math.round(seconds('学习总时长（秒）') * 1000)).toBe(shown.totals.rawMs);
    expect(desk.faults).toEqual([]);
  }, 90_000);

  it('is one that its maker lists', async () => {
    const { body } = await stage.institution.call(exportRoutes.listExports);
    expect(body.items.some(({ state, masked }) => state === 'ready' && masked)).toBeTrue();
  });
});
