import type { OutlineRow } from '@minjiang/shared/catalog';

export const mostFileBytes = 1024 * 1024;
export const rowsPerPage = 50;

/** What keeps a file from being sent at all, as a problem code. */
export function faultOfFile(file: { readonly size: number }): string | undefined {
  if (file.size === 0) return 'outline-empty';
  return file.size > mostFileBytes ? 'outline-too-long' : undefined;
}

/** A first name for the programme, out of the name of its file. */
export const nameFrom = (fileName: string): string => fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 100);

/** One page of the rows, those with faults first of all if there are any. */
export function rowsShown(rows: readonly OutlineRow[], page: string | undefined) {
  const bad = rows.filter(({ faults }) => faults.length > 0);
  const all = bad.length > 0 ? bad : rows;
  const last = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const at = Math.min(Math.max(1, Math.trunc(Number(page ?? 1)) || 1), last);
  return {
    items: all.slice((at - 1) * rowsPerPage, at * rowsPerPage),
    total: all.length,
    page: at,
    pageSize: rowsPerPage,
  };
}
