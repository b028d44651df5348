import { markTexts } from './mark-texts.ts';
import { markedCsv, markedWorkbook, type RowMark } from './mark-table.ts';
import { readTableApart } from './read-table-apart.ts';
import type { Table, TableFault } from './read-table.ts';
import { placesOf, type Locale, type TableLayout } from './table-layout.ts';

/** What is wrong with a cell. */
export interface CellFault<Column extends string = string, Code extends string = string> {
  readonly column: Column;
  readonly code: Code;
}

/** Faults by the row of the file, of which the first is 1. */
export type FaultsByRow = ReadonlyMap<number, readonly CellFault[]>;

export interface MarkedCopy {
  readonly content: Buffer;
  readonly fileName: string;
  readonly mediaType: string;
}

/**
 * The given file with a column that tells what is wrong with each row, to be mended and given again: a workbook as a
 * workbook, text as text.
 */
export async function markedCopy(
  given: { readonly fileName: string; readonly file: Buffer; readonly faults: FaultsByRow },
  layout: TableLayout,
  { locale, mostRows }: { readonly locale: Locale; readonly mostRows: number },
): Promise<MarkedCopy | TableFault> {
  const table = await readTableApart(given.file, { mostRows });
  if (typeof table === 'string') return table;
  const { heading, suffix } = markTexts[locale];
  const marked = {
    table,
    headingRow: placesOf(table, layout)?.headingRow ?? 0,
    heading,
    marks: marksOf(table, given.faults, layout, locale),
    sheet: layout.sheet[locale],
  };
  const base = given.fileName.replace(/\.[^.]{1,5}$/, '');
  return given.file.subarray(0, 2).toString('latin1') === 'PK'
    ? {
        content: markedWorkbook(marked),
        fileName: `${base}${suffix}.xlsx`,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }
    : {
        content: markedCsv(marked),
        fileName: `${base}${suffix}.csv`,
        mediaType: 'text/csv; charset=utf-8',
      };
}

/** By the row of the table, from 0. */
function marksOf(
  table: Table,
  faults: FaultsByRow,
  layout: TableLayout,
  locale: Locale,
): Map<number, RowMark> {
  const places = placesOf(table, layout)?.places;
  const { between, join } = markTexts[locale];
  const said = ({ column, code }: CellFault) =>
    `${layout.headings[locale][column] ?? column}${between}${layout.faults[locale][code] ?? code}`;
  return new Map(
    [...faults].map(([row, found]) => [
      row - 1,
      { text: found.map(said).join(join), cells: found.flatMap(({ column }) => places?.get(column) ?? []) },
    ]),
  );
}
