import type { ExportFilter, ExportKind, ExportSubject } from '@minjiang/shared/analytics';
import type { Permission } from '@minjiang/shared/identity';
import type { PersonField } from '../../identity/index.ts';
import type { Sql } from '../../platform/index.ts';
import type { Cell } from '../export-files/table.ts';

/** Whoever has something exported, as he stood when he asked for it. */
export interface ExportScope {
  readonly accountId: string;
  readonly role: string;
  readonly organisationId: string | null;
  /** Of an operator whose sight ends there. */
  readonly regionCode: string | null;
}

/**
 * A column of a file; its heading is the text of its code. `word`: a code that each language has a word for, looked up
 * as `<column>.<value>`, or under other `words` than its own. A duration becomes two columns, as a time and in seconds. What is `personal` comes from the
 * account of the row, masked unless two people agreed.
 */
export type SourceColumn =
  | { readonly code: string; readonly kind: 'text' | 'number' | 'duration' | 'day' | 'instant' }
  | { readonly code: string; readonly kind: 'word'; readonly words?: string }
  | { readonly personal: PersonField };

export interface SourceRow {
  /** Whose personal columns these are; null where there are none. */
  readonly accountId: string | null;
  /** By the codes of the columns: durations and instants in milliseconds, days as local dates. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface OpenedExport {
  readonly columns: readonly SourceColumn[];
  /** How many rows there will be; counted in the same snapshot. */
  readonly total: number;
  /** The instant that the figures are of; milliseconds. */
  readonly asOf: number;
  readonly batches: AsyncIterable<readonly SourceRow[]> | Iterable<readonly SourceRow[]>;
}

/** A kind of export. */
export interface ExportSource {
  readonly kind: ExportKind;
  /** Of the page that shows the same. */
  readonly permission: Permission;
  /**
   * Whether it is his to have, asked when it is made and again when it is written.
   * @returns what is filtered by, to be told; never personal data
   * @throws Problem not-found, export-period
   */
  admit(sql: Sql, scope: ExportScope, subject: ExportSubject): Promise<ExportFilter[]>;
  /** Begins to read, in a snapshot that stays open until the last row. */
  open(sql: Sql, scope: ExportScope, subject: ExportSubject, now: number): Promise<OpenedExport>;
}

export type SubjectOf<K extends ExportKind> = Extract<ExportSubject, { kind: K }>;

/** A source that is only ever asked for its own kind. */
export function exportSource<K extends ExportKind>(of: {
  readonly kind: K;
  readonly permission: Permission;
  admit(sql: Sql, scope: ExportScope, subject: SubjectOf<K>): Promise<ExportFilter[]>;
  open(sql: Sql, scope: ExportScope, subject: SubjectOf<K>, now: number): Promise<OpenedExport>;
}): ExportSource {
  return of;
}

export const filterText = (code: string, text: string): ExportFilter => ({ code, text, word: null });

/** A filter by one of some words; nothing where it is not set. */
export const filterWord = (code: string, word: string | undefined): ExportFilter[] =>
  word === undefined ? [] : [{ code, text: null, word: `${code}.${word}` }];
