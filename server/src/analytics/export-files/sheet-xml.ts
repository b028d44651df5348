import { excelDay, excelDuration, excelTime } from './cell-values.ts';
import { neutralText } from '../../platform/index.ts';
import type { Cell, ColumnKind, TableColumn } from './table.ts';

/** Looks of cells, by their place in the workbook's styles. */
export const looks = { plain: 0, heading: 1, duration: 2, day: 3, instant: 4, text: 5 } as const;

const widths: Record<ColumnKind, number> = {
  text: 20,
  number: 12,
  duration: 14,
  seconds: 14,
  day: 12,
  instant: 20,
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A sheet up to its first row; the row of headings stays in sight. */
export function sheetBegin(columns: readonly TableColumn[]): string {
  const cols = columns
    .map(({ kind }, i) => `<col min="${i + 1}" max="${i + 1}" width="${widths[kind]}" customWidth="1"/>`)
    .join('');
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}"><sheetViews>` +
    `<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
    `</sheetView></sheetViews><cols>${cols}</cols><sheetData>`
  );
}

export const sheetEnd = '</sheetData></worksheet>';

/** The letters of each column: A … Z, AA … */
export const columnNames = (count: number): string[] =>
  Array.from({ length: count }, (_each, at) => {
    let name = '';
    for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
      name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    return name;
  });

/** Rows of one kind of columns as XML; rows count from 1. */
export function rowWriter(kinds: readonly ColumnKind[], textLook: number = looks.text) {
  const names = columnNames(kinds.length);
  return (row: number, cells: readonly Cell[]): string => {
    let xml = `<row r="${row}">`;
    for (let i = 0; i < cells.length; i++)
      xml += cellXml(cells[i]!, kinds[i]!, `${names[i]}${row}`, textLook);
    return `${xml}</row>`;
  };
}

function cellXml(cell: Cell, kind: ColumnKind, at: string, textLook: number): string {
  if (cell === null) return '';
  if (typeof cell === 'string')
    return kind === 'day' ? valueXml(at, looks.day, excelDay(cell)) : textXml(at, textLook, cell);
  if (kind === 'duration') return valueXml(at, looks.duration, excelDuration(cell));
  if (kind === 'instant') return valueXml(at, looks.instant, excelTime(cell));
  return valueXml(at, looks.plain, kind === 'seconds' ? cell / 1000 : cell);
}

const valueXml = (at: string, look: number, value: number) => `<c r="${at}" s="${look}"><v>${value}</v></c>`;

const textXml = (at: string, look: number, text: string) =>
  `<c r="${at}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(neutralText(text))}</t></is></c>`;

const entities: Record<string, string> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** For XML, and for Excel, which reads `_x000D_` as a character. */
export const escaped = (text: string): string =>
  text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[<>&"\r]/g, (mark) => entities[mark]!);
