import type { Clock } from '../clock.ts';
import type { Sealing } from '../crypto/sealing.ts';
import type { Database } from '../db/database.ts';
import type { Sql, Tx } from '../db/sql.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import type { CellFault } from '../tables/marked-copy.ts';
import type { Table } from '../tables/read-table.ts';
import type { TableLayout } from '../tables/table-layout.ts';

/** Tables of a kind: one row for each import; its file and its rows go with it. */
export interface ImportTables {
  readonly imports: string;
  readonly files: string;
  readonly rows: string;
  /** Column that tells to what an import belongs. */
  readonly owner: string;
  /** Selects what belongs to the organisation $1. */
  readonly owners: string;
  /** Column that tells how much was written, once it is accepted. */
  readonly written: string;
}

/** A row of a file and what is wrong with it. */
export interface ReadRow {
  /** In the file, where the first is 1. */
  readonly row: number;
  readonly faults: readonly CellFault[];
}

/** What keeps a file from being imported at all: a problem code. */
export type FileFault = 'import-unreadable' | 'import-columns' | 'import-empty' | 'import-too-long';

/** Tells how far one step is: of `all` things `done` are done. */
export type NoteProgress = (step: string, done: number, all: number) => Promise<void>;

/** An import that was accepted, for whoever writes what it holds. */
export interface Accepted<Kept> {
  readonly importId: string;
  readonly ownerId: string;
  readonly decidedBy: string;
  /** Of the file, faulty ones too. */
  readonly rows: number;
  /** What was kept of the rows without faults, in their order. */
  readonly good: readonly Kept[];
}

/**
 * What one kind of import brings along: its tables, how its rows are read and checked, and what is written in the end.
 * Everything else is the same for all of them.
 */
export interface ImportKind<Row extends ReadRow, Kept> {
  readonly tables: ImportTables;
  readonly checkJob: string;
  readonly acceptJob: string;
  readonly layout: TableLayout;
  /** Its steps of writing: from which percent to which each goes. */
  readonly spans: Readonly<Record<string, readonly [number, number]>>;
  /** Rows of a table with what their own cells lack. @throws the signal's reason */
  read(table: Table, fileName: string, signal: AbortSignal): Promise<readonly Row[] | FileFault>;
  /** The same rows with what the platform knows against them; a few statements, however many they are. */
  check(sql: Sql, ownerId: string, rows: readonly Row[]): Promise<readonly Row[]>;
  /** What is kept of a row, sealed, for the preview and for whoever writes it. */
  keep(row: Row): Kept;
  /** Figures of a whole file, by columns of the table of imports. */
  sum(rows: readonly Row[]): Readonly<Record<string, number | boolean>>;
  /** @throws Problem when the rows may not be accepted, or not now */
  mayAccept(tx: Tx, now: number, of: { ownerId: string; good: number; bad: number }): Promise<void>;
  /** Writes it all, in the transaction that ends the import. @returns how much, for the column `written` */
  write(tx: Tx, now: number, accepted: Accepted<Kept>, note: NoteProgress): Promise<number>;
}

export interface ImportDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly jobs: Jobs;
  readonly log: Log;
}

/** An import and what it must belong to. */
export interface ImportOf {
  readonly ownerId: string;
  readonly importId: string;
}

/** Rows that one statement asks about or writes. */
export const rowsAtOnce = 1000;

export const inGroups = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, i) =>
    all.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
  );
