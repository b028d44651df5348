import { clockText, localTimeText } from './cell-values.ts';
import { neutralText } from '../../platform/index.ts';
import type { Cell, ColumnKind, Table } from './table.ts';

/** So that Excel takes the file for UTF-8. */
const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';

/**
 * A table as text (RFC 4180): what it says of itself, an empty line, the headings, the rows. Text that could become a
 * formula is neutralised; lengths of time are `h:mm:ss`, dates and times local.
 */
export async function* csvFile({ about, columns, batches }: Table): AsyncGenerator<string> {
  const first = [[about.title], ...about.lines, []];
  const headings = columns.map(({ heading }) => heading);
  yield byteOrderMark + [...first, headings].map((cells) => lineOf(cells.map(textCell))).join('');
  const kinds = columns.map(({ kind }) => kind);
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) text += lineOf(row.map((cell, i) => cellText(cell, kinds[i]!)));
    if (text !== '') yield text;
  }
}

const lineOf = (cells: readonly string[]) => cells.join(',') + lineEnd;

function textCell(text: string): string {
  const neutral = neutralText(text);
  return /[",\r\n]|^\s|\s$/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

function cellText(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return textCell(cell);
  if (kind === 'duration') return clockText(cell);
  if (kind === 'seconds') return String(cell / 1000);
  if (kind === 'instant') return localTimeText(cell);
  return String(cell);
}
