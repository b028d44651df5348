import type { Page } from '@minjiang/shared/kernel';
import type { Loaded } from '../../api/loaded.ts';

/** A row of a file as every preview shows it. */
export interface ImportRow {
  readonly row: number;
  readonly faults: readonly { readonly column: string; readonly code: string }[];
}

export type RowsLoaded<Row extends ImportRow = ImportRow> = Loaded<Page<Row>>;
