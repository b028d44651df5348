import { setTimeout as wait } from 'node:timers/promises';
import { buffer, text as textOf } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { excelDay, clockText, localTimeText } from './cell-values.ts';
import { csvFile } from './csv-file.ts';
import { columnNames } from './sheet-xml.ts';
import type { Cell, Table } from './table.ts';
import { workbookFile } from './workbook-file.ts';

const columns = [
  { heading: '序号', kind: 'number' },
  { heading: '姓名', kind: 'text' },
  { heading: '时长', kind: 'duration' },
  { heading: '秒', kind: 'seconds' },
  { heading: '日期', kind: 'day' },
  { heading: '时间', kind: 'instant' },
] as const;
const at = Date.parse('2026-11-24T06:05:09Z');

function tableOf(batches: AsyncIterable<Cell[][]>): Table {
  const lines = [
    ['生成时间', '2026-11-24 14:05:09'],
    ['=1+1', '@x'],
  ] as const;
  return { title: '数据', about: { title: '说明', lines }, columns, batches };
}

async function* batchesOf(...batches: Cell[][][]): AsyncGenerator<Cell[][]> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

const row = (number: number, name: string): Cell[] => [number, name, 45_296_000, 1500, '2026-11-24', at];

/** Every sheet as a reader that has nothing to do with the writer sees it. */
const readAll = async (table: Table, mostRows?: number) => {
  const file = await buffer(workbookFile(table, mostRows));
  return readWorkbook(file);
};

describe('a workbook', () => {
  it('is read by another program: a sheet about itself, then numbers as numbers and dates as dates', async () => {
    const rows = [row(1, '陈秀兰'), [2, null, null, null, null, null]] as Cell[][];
    const sheets = await readAll(tableOf(batchesOf(rows)));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['说明', '数据']);
    expect(sheets[0]!.data[1]).toEqual(['生成时间', '2026-11-24 14:05:09']);
    expect(sheets[0]!.data[2]).toEqual(["'=1+1", "'@x"]);
    const [headings, first, second] = sheets[1]!.data;
    expect(headings).toEqual(columns.map(({ heading }) => heading));
    expect(first!.slice(0, 2)).toEqual([1, '陈秀兰']);
    expect(first![3]).toBe(1.5);
    expect((first![4] as unknown as Date).toISOString()).toBe('2026-11-24T00:00:00.000Z');
    // Local time, as a spreadsheet shows it.
    expect((first![5] as unknown as Date).toISOString()).toBe('2026-11-24T14:05:09.000Z');
    expect(second!.slice(0, 2)).toEqual([2, null]);
  });

  it('goes on in another sheet where one is full, without losing or repeating a row', async () => {
    for (const count of [0, 1, 8, 9, 10, 18, 19, 27, 40]) {
      const all = Array.from({ length: count }, (_each, i) => row(i + 1, '王'));
      const batches = Array.from({ length: Math.ceil(count / 4) }, (_each, i) => all.slice(i * 4, i * 4 + 4));
      const sheets = await readAll(tableOf(batchesOf(...batches)), 10);
      expect(sheets.length).toBe(1 + Math.max(1, Math.ceil(count / 9)));
      expect(sheets.slice(1).flatMap(({ data }) => data.slice(1).map(([number]) => number))).toEqual(
        all.map(([number]) => number) as never,
      );
      for (const { data } of sheets.slice(1)) expect(data[0]![0]).toBe('序号' as never);
    }
  });

  it('keeps any text as it is, and marks what could begin a formula', async () => {
    const texts = ['a<b>&"c"', '  two  ', '_x000D_', 'line\nline', '陈\u0000秀\u000B兰', '\uD800x'];
    const sheets = await readAll(tableOf(batchesOf(texts.map((text) => [null, text]))));
    const read = sheets[1]!.data.slice(1).map((cells) => cells[1]);
    expect(read[0]).toBe('a<b>&"c"' as never);
    expect(read[2]).toBe('_x000D_' as never);
    expect(read[3]).toBe('line\nline' as never);
    expect(read[4]).toBe('陈秀兰' as never);
    expect(read[5]).toBe('\uFFFDx' as never);
  });

  it('breaks when its rows do, and lets go of them when nobody reads on', async () => {
    async function* failing(): AsyncGenerator<Cell[][]> {
      yield await Promise.resolve([row(1, '王')]);
      throw new Error('the database went away');
    }
    await expectAsync(buffer(workbookFile(tableOf(failing())))).toBeRejectedWithError(/went away/);
    const held = { rows: false };
    async function* endless(): AsyncGenerator<Cell[][]> {
      held.rows = true;
      try {
        for (;;) yield await Promise.resolve([row(Math.random(), 'x')]);
      } finally {
        held.rows = false;
      }
    }
    let bytes = 0;
    for await (const chunk of workbookFile(tableOf(endless())))
      if ((bytes += (chunk as Buffer).length) > 1e5) break;
    for (let tries = 0; held.rows && tries < 100; tries++) await wait(10);
    expect(held.rows).toBeFalse();
  });
});

describe('a CSV file', () => {
  it('is read by another program, begins with the mark of UTF-8 and ends its lines as RFC 4180 says', async () => {
    const file = await textOf(csvFile(tableOf(batchesOf([row(1, '陈,"秀"\n兰')], [row(2, '=cmd|x')]))));
    expect(file.codePointAt(0)).toBe(0xfeff);
    expect(file.replaceAll('\r\n', '').replace('\n', '')).not.toMatch(/[\r\n]/);
    const rows = parse(file, { bom: true, relax_column_count: true, skip_empty_lines: false });
    expect(rows[0]).toEqual(['说明']);
    const headed = rows.findIndex(([cell]) => cell === '序号');
    expect(rows.slice(headed + 1)).toEqual([
      ['1', '陈,"秀"\n兰', '12:34:56', '1.5', '2026-11-24', '2026-11-24 14:05:09'],
      ['2', "'=cmd|x", '12:34:56', '1.5', '2026-11-24', '2026-11-24 14:05:09'],
    ]);
  });
});

describe('cells', () => {
  it('show lengths of time beyond a day, and local time', () => {
    expect(clockText(0)).toBe('0:00:00');
    expect(clockText(26 * 3_600_000 + 61_999)).toBe('26:01:01');
    expect(clockText(-61_000)).toBe('-0:01:01');
    expect(localTimeText(at)).toBe('2026-11-24 14:05:09');
    expect(excelDay('1900-03-01')).toBe(61);
    expect(() => excelDay('nothing')).toThrowError(/no date/);
  });

  it('are named as Excel names its columns', () => {
    const names = columnNames(703);
    expect([names[0], names[25], names[26], names[701], names[702]]).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});
