import { neutralText } from './neutral-text.ts';
import type { Table } from './read-table.ts';
import { packEntries } from './unpack-workbook.ts';

/** What is to be said of a row: the sentence of its last column, and the cells (from 0) that are coloured. */
export interface RowMark {
  readonly text: string;
  readonly cells: readonly number[];
}

export interface MarkedTable {
  readonly table: Table;
  /** Row of the table (from 0) that holds the headings; the column of marks gets its heading there. */
  readonly headingRow: number;
  readonly heading: string;
  /** By row of the table, from 0. */
  readonly marks: ReadonlyMap<number, RowMark>;
  readonly sheet: string;
}

/** Letters of a column, from 0: A … Z, AA … */
export const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

/**
 * The table as an Excel workbook that can be mended and given back: every cell a text, none a formula, the marks in a
 * column behind the last one, faulty cells on a red ground.
 */
export function markedWorkbook({ table, headingRow, heading, marks, sheet }: MarkedTable): Buffer {
  const last = table.reduce((most, { length }) => Math.max(most, length), 0);
  let rows = '';
  for (const [y, cells] of table.entries()) {
    const mark = marks.get(y);
    const said = y === headingRow ? heading : (mark?.text ?? '');
    const texts = cells.map((cell, x) => textCell(cell, x, y, mark?.cells.includes(x) ? faulty : plain));
    rows += `<row r="${y + 1}">${texts.join('')}${textCell(said, last, y, mark ? faulty : plain)}</row>`;
  }
  return packEntries(
    [...partsAround(sheet), ['xl/worksheets/sheet1.xml', sheetOf(rows, last)] as const].map(
      ([path, xml]) => ({ path, content: Buffer.from(xml) }),
    ),
    { compressed: true },
  );
}

/** The same as CSV; where there is no colour the column of marks names the cells. */
export function markedCsv({ table, headingRow, heading, marks }: MarkedTable): Buffer {
  const last = table.reduce((most, { length }) => Math.max(most, length), 0);
  const quoted = (text: string) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = table.map((cells, y) => {
    const said = y === headingRow ? heading : (marks.get(y)?.text ?? '');
    const row = [...cells, ...Array<string>(last - cells.length).fill(''), said];
    return row.map((cell) => quoted(neutralText(String(cell)))).join(',');
  });
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

const [plain, faulty] = [1, 2];
const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** For XML, and for Excel, which reads `_x000D_` as a character. */
const escaped = (text: string) =>
  text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[<>&"\r]/g, (mark) => entities[mark]!);

function textCell(cell: string | number, x: number, y: number, look: number | undefined): string {
  if (cell === '') return '';
  const text = escaped(neutralText(String(cell)));
  return `<c r="${columnName(x)}${y + 1}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const sheetOf = (rows: string, last: number) =>
  `${head}<worksheet xmlns="${main}"><cols><col min="1" max="${Math.max(1, last)}" width="20" customWidth="1"/>` +
  `<col min="${last + 1}" max="${last + 1}" width="60" customWidth="1"/></cols><sheetData>${rows}</sheetData></worksheet>`;

const partsAround = (sheet: string): (readonly [string, string])[] => [
  [
    '[Content_Types].xml',
    `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheet.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  ],
  ['xl/styles.xml', styles],
];

/** Looks by place: none, a text (format 49 is never evaluated), a faulty text on a red ground. */
const styles =
  `${head}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
  `<fill><patternFill patternType="solid"><fgColor rgb="FFF6CFC8"/><bgColor indexed="64"/></patternFill></fill></fills>` +
  `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="3">${[
    [0, 0],
    [49, 0],
    [49, 2],
  ]
    .map(
      ([format, fill]) =>
        `<xf numFmtId="${format}" fontId="0" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>`,
    )
    .join('')}</cellXfs>` +
  `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
