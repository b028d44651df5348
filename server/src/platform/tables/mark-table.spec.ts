import { markedCsv, markedWorkbook, columnName, type MarkedTable } from './mark-table.ts';
import { readTable } from './read-table.ts';
import { unpackWorkbook } from './unpack-workbook.ts';

describe('the marked copy of a table', () => {
  const given: MarkedTable = {
    table: [
      ['姓名', '手机'],
      ['陈&"<兰>', '=1+1'],
      ['@SUM(A1)', -5, '\tx'],
      ['_x000D_', '1'],
    ],
    headingRow: 0,
    heading: '问题',
    marks: new Map([[1, { text: '手机：应为 11 位手机号', cells: [1] }]]),
    sheet: '花名册',
  };
  const expected = [
    ['姓名', '手机', '', '问题'],
    ['陈&"<兰>', "'=1+1", '', '手机：应为 11 位手机号'],
    ["'@SUM(A1)", "'-5", "'\tx", ''],
    ['_x000D_', '1', '', ''],
  ];

  it('is read back with the sentences behind the last column and no formula', async () => {
    expect(await readTable(markedWorkbook(given), 10)).toEqual(expected);
    expect(await readTable(markedCsv(given), 10)).toEqual(expected);
  });

  it('colours the faulty cell and its sentence, and no other', () => {
    const sheet = unpackWorkbook(markedWorkbook(given)).find(({ path }) => path.endsWith('sheet1.xml'));
    const marked = [...sheet!.content.toString().matchAll(/<c r="(\w+)" s="2"/g)].map(([, at]) => at);
    expect(marked).toEqual(['B2', 'D2']);
    expect(sheet!.content.toString()).not.toContain('<f>');
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });
});
