import { setImmediate } from 'node:timers/promises';
import { mostImportRows } from '@minjiang/shared/kernel';
import type { Table } from '../tables/read-table.ts';
import { isFilled, placesOf, type TableLayout } from '../tables/table-layout.ts';
import type { FileFault } from './import-kind.ts';

/** The cell of a column in one row; empty where the table has no such column. */
export type CellIn<Column extends string> = (column: Column) => string | number;

/**
 * Makes rows out of a table: finds the columns by their headings, in any order, and reads each row that is not empty.
 * Others get their turn between some hundreds of rows.
 * @param read one row, with its number in the file
 * @throws the signal's reason
 */
export async function readRows<Column extends string, Row>(
  table: Table,
  layout: TableLayout<Column>,
  read: (row: number, cell: CellIn<Column>) => Row,
  signal?: AbortSignal,
): Promise<Row[] | FileFault> {
  const found = placesOf(table, layout);
  if (found === null) return 'import-empty';
  const { headingRow, places } = found;
  if (!places) return 'import-columns';
  const rows: Row[] = [];
  for (let index = headingRow + 1; index < table.length; index++) {
    const cells = table[index]!;
    if (!isFilled(cells)) continue;
    if (rows.length === mostImportRows) return 'import-too-long';
    rows.push(read(index + 1, (column) => cells[places.get(column) ?? -1] ?? ''));
    if (rows.length % 500 === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  return rows.length === 0 ? 'import-empty' : rows;
}
