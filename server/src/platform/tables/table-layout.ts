import type { Table } from './read-table.ts';

export type Locale = 'zh-CN' | 'en';
type InBoth<T> = Readonly<Record<Locale, T>>;

/** Columns of a kind of table that people fill in, and what is said of them. */
export interface TableLayout<Column extends string = string, Code extends string = string> {
  /** In the order of the template. */
  readonly columns: readonly Column[];
  readonly required: readonly Column[];
  /** What a heading may be called, without white space and marks, in lower case. */
  readonly known: Readonly<Record<Column, readonly string[]>>;
  /** Those of zh-CN are the headings of the template. */
  readonly headings: InBoth<Readonly<Record<Column, string>>>;
  readonly faults: InBoth<Readonly<Record<Code, string>>>;
  /** Name of the sheet of a workbook. */
  readonly sheet: InBoth<string>;
}

export type Places<Column extends string> = ReadonlyMap<Column, number>;

export const isFilled = (cells: Table[number]): boolean => cells.some((cell) => String(cell).trim() !== '');

/** Where a table has its headings (rows from 0) and its columns; null for a table without anything in it. */
export function placesOf<Column extends string>(
  table: Table,
  layout: TableLayout<Column>,
): { headingRow: number; places: Places<Column> | null } | null {
  const headingRow = table.findIndex(isFilled);
  return headingRow < 0 ? null : { headingRow, places: columnsOf(table[headingRow]!, layout) };
}

/** Columns in any order; null where one that is required is missing, or one stands there twice. */
function columnsOf<Column extends string>(
  headings: Table[number],
  { columns, known, required }: TableLayout<Column>,
): Places<Column> | null {
  const places = new Map<Column, number>();
  for (const [index, heading] of headings.entries()) {
    const plain = String(heading)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}]/gu, '');
    const column = columns.find((each) => known[each].includes(plain));
    if (!column) continue;
    if (places.has(column)) return null;
    places.set(column, index);
  }
  return required.every((column) => places.has(column)) ? places : null;
}

/** A table to be filled in, as CSV. @param examples rows below the headings */
export function templateOf(layout: TableLayout, examples: readonly (readonly string[])[] = []): string {
  const lines = [layout.columns.map((column) => layout.headings['zh-CN'][column]), ...examples];
  // Excel takes a file for UTF-8 only if it begins with a byte order mark.
  return `\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}
