import type { RosterImport } from '@minjiang/shared/classes';

export const mostFileBytes = 4 * 1024 * 1024;
export const rowsPerPage = 50;
/** How often a page asks for the progress of work that goes on. */
export const askEveryMs = 1000;

/** What keeps a file from being sent at all, as a problem code. */
export function faultOfFile(file: { readonly size: number }): string | undefined {
  if (file.size === 0) return 'roster-empty';
  return file.size > mostFileBytes ? 'roster-file-too-large' : undefined;
}

/** Whether something is done about an import at this moment. */
export const isUnderWay = ({ state }: Pick<RosterImport, 'state'>): boolean =>
  state === 'waiting' || state === 'checking' || state === 'accepting';

/** Which rows are shown: as the address says, else those that have to be mended, if there are any. */
export function shownRows(of: Pick<RosterImport, 'bad'>, asked: string | undefined): 'all' | 'faulty' {
  if (asked === 'all' || asked === 'faulty') return asked;
  return of.bad > 0 ? 'faulty' : 'all';
}
