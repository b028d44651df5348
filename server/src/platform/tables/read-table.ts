import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { NotAWorkbook, packEntries, unpackWorkbook } from './unpack-workbook.ts';

/** A table as it stands in the file; a number is one that the workbook stored as a number. */
export type Table = readonly (readonly (string | number)[])[];

export type TableFault = 'unreadable' | 'too-long';

const zipMark = Buffer.from('PK\x03\x04', 'latin1');

/** Reads the first sheet of an Excel workbook, or a CSV file; which it is, its content says and not its name. */
export async function readTable(file: Buffer, mostRows: number): Promise<Table | TableFault> {
  return file.subarray(0, 4).equals(zipMark) ? readWorkbook(file, mostRows) : readText(file, mostRows);
}

async function readWorkbook(file: Buffer, mostRows: number): Promise<Table | TableFault> {
  try {
    const entries = unpackWorkbook(file);
    for (const { content } of entries) {
      const text = content.toString('utf8');
      const fault = text.includes('sheetData') ? cellFault(text, mostRows) : null;
      if (fault) return fault;
    }
    const rows = await readSheet(packEntries(entries));
    return rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : textOf(cell))));
  } catch (error) {
    // Whatever the reader of workbooks trips over is a fault of the file; a fault of memory or code is not.
    if (error instanceof NotAWorkbook || isReaderFault(error)) return 'unreadable';
    throw error;
  }
}

const isReaderFault = (error: unknown) => error instanceof Error && !(error instanceof RangeError);

const textOf = (cell: unknown): string => {
  if (typeof cell === 'string') return cell;
  return cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString().slice(0, 10) : '';
};

const spareRows = 1000;

/**
 * The reader makes every cell between the first and the furthest one, so that a single far cell would fill the
 * memory: no cell may be named that is far away or unreadable.
 */
function cellFault(sheet: string, mostRows: number): TableFault | null {
  // The attribute `r` of rows and cells, under any prefix but that of a namespace's declaration.
  for (const [, quoted] of sheet.matchAll(/(?<=[\s:"'])(?<!\sxmlns:)r\s*=\s*("[^"]*"|'[^']*'|[^\s>]*)/g)) {
    const [, column, row] = /^["']([A-Z]{0,3})(\d{1,7})["']$/.exec(quoted ?? '') ?? [];
    if (row === undefined || column === undefined) return 'unreadable';
    if (Number(row) > mostRows + spareRows) return 'too-long';
    if (column.length > 2) return 'unreadable';
  }
  return null;
}

function readText(file: Buffer, mostRows: number): Table | TableFault {
  const text = decode(file);
  // No table of text holds a zero byte; a picture, an old workbook or a program does.
  if (text === null || text.includes('\0')) return 'unreadable';
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 65_536,
      to: mostRows + spareRows,
    });
  } catch {
    return 'unreadable';
  }
}

function delimiterOf(text: string): string {
  const heading = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return [',', '\t', ';'].find((mark) => heading.includes(mark)) ?? ',';
}

/** UTF-8 if it is that throughout, else what Chinese Excel writes. */
function decode(file: Buffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file);
    } catch {
      continue;
    }
  }
  return null;
}
