/**
 * What a column holds. `text`: a string. `number`: a number. `duration`: milliseconds, shown as `[h]:mm:ss`.
 * `seconds`: milliseconds, shown as seconds. `day`: a local date, `2026-11-24`. `instant`: milliseconds since the epoch,
 * shown as local time.
 */
export type ColumnKind = 'text' | 'number' | 'duration' | 'seconds' | 'day' | 'instant';

export interface TableColumn {
  readonly heading: string;
  readonly kind: ColumnKind;
}

/** Nothing is an empty cell. */
export type Cell = string | number | null;

/** A table on its way into a file: its rows come in batches and are never held together. */
export interface Table {
  /** Names the sheet. */
  readonly title: string;
  /** What the file says of itself: what was asked for, as of when, who made it. */
  readonly about: { readonly title: string; readonly lines: readonly (readonly [string, string])[] };
  readonly columns: readonly TableColumn[];
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}
