import { packEntries } from './unpack-workbook.ts';
import { readTableApart } from './read-table-apart.ts';
import { rowsXml, workbookOf } from './testing/workbooks.ts';

describe('reading a table apart', () => {
  const limits = { mostRows: 20_000 };
  const long = () => workbookOf(rowsXml(Array.from({ length: 20_000 }, (_, i) => ['陈秀兰', i, `a${i}`])));

  it('answers what reading it here would, and lets others go on meanwhile', async () => {
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const table = await readTableApart(long(), limits);
    clearInterval(watch);
    expect([table.length, table.at(-1)]).toEqual([20_000, ['陈秀兰', 19_999, 'a19999']]);
    expect(longest).toBeLessThan(400);
    expect(await readTableApart(Buffer.from([0x89, 0, 0x50]), limits)).toBe('unreadable');
  });

  it('gives up what takes more memory or time than a table may', async () => {
    expect(await readTableApart(long(), { ...limits, megabytes: 8 })).toBe('unreadable');
    expect(await readTableApart(long(), { ...limits, ms: 1 })).toBe('unreadable');
  });

  it('refuses a workbook that grows without end', async () => {
    const content = Buffer.alloc(60 * 1024 * 1024, ' ');
    const packed = packEntries([{ path: 'xl/worksheets/sheet1.xml', content }], { compressed: true });
    expect(packed.length).toBeLessThan(500_000);
    expect(await readTableApart(packed, limits)).toBe('unreadable');
  });

  it('ends at once when nobody wants it any more', async () => {
    const stop = new AbortController();
    const reading = readTableApart(long(), { ...limits, signal: stop.signal });
    stop.abort(new Error('given up'));
    await expectAsync(reading).toBeRejectedWithError('given up');
  });
});
