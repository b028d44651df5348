import { rowsXml, workbookOf } from './testing/workbooks.ts';
import { readTable, type Table } from './read-table.ts';

describe('reading a file with a table', () => {
  const read = (file: Buffer | string) => readTable(Buffer.from(file), 2000);
  // `姓名,手机` and `陈,1` as Chinese Excel writes them.
  const gb = Buffer.from('d0d5c3fb2cca d6bbfa0d0ab3c22c310d0a'.replaceAll(' ', ''), 'hex');

  it('reads UTF-8 with and without a byte order mark, and GB18030', async () => {
    const table: Table = [
      ['姓名', '手机'],
      ['陈', '1'],
    ];
    expect(await read('姓名,手机\r\n陈,1\r\n')).toEqual(table);
    expect(await read('\ufeff姓名,手机\n陈,1')).toEqual(table);
    expect(await read(gb)).toEqual(table);
  });

  it('reads quotes, tabs, semicolons, ragged rows and empty lines, and keeps the rows where they are', async () => {
    expect(await read('a,b\n"x, ""y""\nz",2\n\n3')).toEqual([['a', 'b'], ['x, "y"\nz', '2'], [''], ['3']]);
    expect(await read('a\tb\n1,5\t2')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    expect(await read('a;b\n1;2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('reads the first sheet of a workbook and tells numbers from text', async () => {
    const rows = [['姓名', '证件号'], [], ['<陈&"兰">', 350102196001011000]];
    expect(await read(workbookOf(rowsXml(rows)))).toEqual([
      ['姓名', '证件号'],
      ['', ''],
      ['<陈&"兰">', 350102196001011000],
    ]);
  });

  it('keeps formulas as the text they came to', async () => {
    const formula = '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>点我</v></c></row>';
    expect(await read(workbookOf(formula))).toEqual([['点我']]);
    expect(await read('=cmd|\' /C calc\'!A0,"=1+1"')).toEqual([["=cmd|' /C calc'!A0", '=1+1']]);
  });

  it('refuses a workbook with one far cell before its emptiness fills the memory', async () => {
    const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>x</t></is></c>`;
    expect(await read(workbookOf(`<row r="1048576">${cell('A1048576')}</row>`))).toBe('too-long');
    expect(await read(workbookOf(`<row r="1">${cell('XFD1')}</row>`))).toBe('unreadable');
    for (const r of ['1e9', '&#57;999999', '-1', '']) {
      expect(await read(workbookOf(`<row r="${r}">${cell('A1')}</row>`))).toBe('unreadable');
    }
    const prefixed = `<row xxmlns:r='1e9'>${cell('A1')}</row>`;
    expect(await read(workbookOf(prefixed))).toBe('unreadable');
  });

  it('refuses what is no table', async () => {
    const oldWorkbook = Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex');
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const notes = Buffer.from('PK\x03\x04 is how an archive begins', 'latin1');
    for (const file of [oldWorkbook, png, notes, Buffer.from([0xff, 0xfe, 0xff])]) {
      expect(await read(file)).toBe('unreadable');
    }
    expect(await read(workbookOf('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'))).toBe('unreadable');
    expect(await read(workbookOf('<row r="1"><c r="A1"'))).toBe('unreadable');
    expect(await read(`"${'x'.repeat(100_000)}`)).toBe('unreadable');
  });
});
