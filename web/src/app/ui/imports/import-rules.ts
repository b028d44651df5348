import { mostImportBytes, type ImportRowsShown, type ImportView } from '@minjiang/shared/kernel';

export const rowsPerPage = 50;
/** How often a page asks for the progress of work that goes on. */
export const askEveryMs = 1000;

/** What keeps a file from being sent at all, as a problem code. */
export function faultOfFile(file: { readonly size: number }): string | undefined {
  if (file.size === 0) return 'import-empty';
  return file.size > mostImportBytes ? 'import-file-too-large' : undefined;
}

/** Whether something is done about an import at this moment. */
export const isUnderWay = ({ state }: Pick<ImportView, 'state'>): boolean =>
  state === 'waiting' || state === 'checking' || state === 'accepting';

/** Which rows are shown: as the address says, else those that have to be mended, if there are any. */
export function shownRows(of: Pick<ImportView, 'bad'>, asked: string | undefined): ImportRowsShown {
  if (asked === 'all' || asked === 'faulty') return asked;
  return of.bad > 0 ? 'faulty' : 'all';
}
