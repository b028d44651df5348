import type { Page } from 'playwright-core';
import { takeSeat, theBrowser } from '../support/browser/browser.ts';
import { look } from '../support/browser/inspect.ts';
import { together } from '../support/commands/together.ts';
import { crowdedPlatform } from '../support/crowded/crowded-platform.ts';
import { enter } from '../support/pages/entering.ts';
import { goTo } from '../support/pages/going.ts';
import { words } from '../support/pages/texts.ts';

/** An address, and what one row of it is; `whole` shows all that there are. */
interface Crowded {
  readonly path: string;
  readonly row?: string;
  readonly wide?: boolean;
  readonly whole?: boolean;
}

/** From the address to the rows, on a machine that does other things too. */
const mostMs = 10_000;
/** Nobody is shown a thousand rows at once. */
const mostRows = 100;

/** The pages of rows with a thousand of each: pictures, and nothing on them that must not be on any page. */
describe('pages with a thousand rows', () => {
  let at: Awaited<ReturnType<typeof crowdedPlatform>>;
  let walks: ReturnType<typeof start>;
  beforeAll(async () => {
    at = await crowdedPlatform();
    walks = start();
  }, 120_000);
  afterAll(async () => {
    await walks.catch(() => undefined);
    await at.leave();
  });

  async function start(): Promise<string[]> {
    const { house, operators, classId, programmeId, learner } = at;
    const ofClass = `/classes/${classId}`;
    const found = together({
      institution: walk(house.admin, [
        { path: `/figures?classId=${classId}`, wide: true },
        { path: ofClass },
        { path: `${ofClass}/attendance`, row: 'mj-attendance-grid tbody tr' },
        { path: '/figures/resources' },
        { path: '/figures/exports' },
        { path: `/programmes/${programmeId}/ratings`, row: 'mj-rating-list li' },
      ]),
      others: async () => [
        ...(await walk(operators.system, [
          { path: '/figures', wide: true, whole: true },
          { path: '/ratings' },
        ])()),
        ...(await walk(operators.security, [{ path: '/export-requests' }])()),
        ...(await walk(house.centre, [
          { path: '/devices' },
          { path: '/wall', row: 'mj-machine-tile', whole: true },
        ])()),
        ...(await walk(house.employer, [{ path: '/staff' }])()),
        ...(await walk(learner.person.phone, [
          { path: '/record/time', row: '.stacked tbody tr', whole: true },
        ])()),
      ],
    });
    return (await Promise.all(Object.values(found))).flat();
  }

  const walk = (who: string, pages: readonly Crowded[]) => async () => {
    const seat = await takeSeat(await theBrowser(), at.server.origin);
    await enter(seat.page, who);
    const found: string[] = [];
    for (const each of pages) found.push(...(await visit(seat.page, each)));
    await seat.leave();
    return [...found, ...seat.faults.map((fault) => `${who}: ${fault}`)];
  };

  async function visit(
    page: Page,
    { path, row = 'mj-table-frame tbody tr', ...of }: Crowded,
  ): Promise<string[]> {
    const name = `crowded${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'x').replaceAll('/', '-')}`;
    const began = performance.now();
    await page.setViewportSize({ width: 1440, height: 900 });
    await goTo(page, path);
    await page.locator(row).first().waitFor();
    const took = Math.round(performance.now() - began);
    const rows = await page.locator(row).count();
    const pages = await page.locator('mj-table-frame nav a').count();
    const head = await headWhenScrolled(page);
    const found = await look(page, name, of.wide ? [1920, 1440, 360] : undefined);
    if (took > mostMs) found.push(`${name}: was shown after ${took} ms`);
    if (head !== null && head > 1) found.push(`${name}: its head is ${head} pixels off`);
    if (!of.whole && (pages === 0 || rows > mostRows)) found.push(`${name}: ${rows} rows, ${pages} ways on`);
    return found;
  }

  /** How far the head of a long table is from where it stays while its rows go by; null without such a table. */
  function headWhenScrolled(page: Page): Promise<number | null> {
    return page.evaluate(() => {
      const table = document.querySelector('.side-scroll.fits > table');
      const cell = table?.querySelector('thead th');
      const bar = document.querySelector('header');
      if (!table || !cell || !bar || table.clientHeight < innerHeight) return null;
      table.querySelector('tbody tr:nth-child(15)')?.scrollIntoView({ block: 'center' });
      const off = cell.getBoundingClientRect().top - bar.getBoundingClientRect().bottom;
      scrollTo(0, 0);
      return Math.round(Math.abs(off));
    });
  }

  it('fit every screen, have pages, no serious fault, and are there at once', async () => {
    expect(await walks).toEqual([]);
  }, 120_000);

  it('say how many machines there are, and that the first of them are shown', async () => {
    const seat = await takeSeat(await theBrowser(), at.server.origin);
    await enter(seat.page, at.house.centre);
    await goTo(seat.page, '/wall');
    await seat.page.getByText(words('ops.wall.more', { shown: 300, total: 1000 })).waitFor();
    const counts = await seat.page.locator('.counts strong').allInnerTexts();
    expect(counts.reduce((sum, each) => sum + Number(each), 0)).toBe(1000);
    expect(counts.map(Number)).not.toContain(0);
    await seat.leave();
  }, 60_000);
});
