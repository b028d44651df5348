import type { ImportRow, RosterImport } from '@minjiang/shared/classes';

export const mostFileBytes = 2 * 1024 * 1024;
export const rowsPerPage = 50;

/** What keeps a file from being sent at all, as a problem code. */
export function faultOfFile(file: { readonly size: number }): string | undefined {
  if (file.size === 0) return 'roster-empty';
  return file.size > mostFileBytes ? 'roster-file-too-large' : undefined;
}

/** Bytes as base64, as the contract takes a file. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(text);
}

/** One fault of one cell: its row in the file, its column and what is wrong. */
export interface CellFault {
  readonly row: number;
  readonly column: string;
  readonly code: string;
}

/** Every fault of a file in one list, by row. */
export const faultsOf = (rows: readonly ImportRow[]): CellFault[] =>
  rows.flatMap(({ row, faults }) => faults.map(({ column, code }) => ({ row, column, code })));

/** One page of the rows: all of them, or only those with faults. */
export function rowsShown(of: Pick<RosterImport, 'rows'>, badOnly: boolean, page: number) {
  const rows = badOnly ? of.rows.filter(({ faults }) => faults.length > 0) : of.rows;
  const last = Math.max(1, Math.ceil(rows.length / rowsPerPage));
  const at = Math.min(page, last);
  return {
    items: rows.slice((at - 1) * rowsPerPage, at * rowsPerPage),
    total: rows.length,
    page: at,
    pageSize: rowsPerPage,
  };
}

/** A table as CSV that Excel opens as UTF-8; our own words only, so that no cell can be a formula. */
export function csvOf(lines: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  return `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
