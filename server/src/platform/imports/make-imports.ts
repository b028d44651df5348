import type { ImportFile, ImportRowsShown, ImportView, Page, PageQuery } from '@minjiang/shared/kernel';
import type { Sql, Tx } from '../db/sql.ts';
import type { MarkedCopy } from '../tables/marked-copy.ts';
import type { Locale } from '../tables/table-layout.ts';
import { cancelImport, dropExpired, requestAcceptance, uploadImport } from './decide-import.ts';
import { defineImportJobs } from './import-jobs.ts';
import type { ImportDeps, ImportKind, ImportOf, ReadRow } from './import-kind.ts';
import {
  listImportRows,
  markedImport,
  viewImport,
  waitingImports,
  type KeptRow,
  type WaitingImport,
} from './import-queries.ts';

/**
 * Imports of one kind. A file is kept and checked in the background; somebody looks at what was found; what he accepts
 * is written in the background, all or nothing. Whatever nobody decides about within an hour is forgotten.
 */
export interface Imports<Kept> {
  /** @returns its id @throws Problem too-large */
  upload(
    tx: Tx,
    now: number,
    given: { readonly ownerId: string; readonly actorId: string; readonly file: ImportFile },
  ): Promise<string>;
  /** @throws Problem not-found */
  view(sql: Sql, now: number, of: ImportOf): Promise<ImportView & { written: number | null }>;
  /** @throws Problem not-found */
  rows(
    sql: Sql,
    of: ImportOf,
    query: PageQuery & { readonly show: ImportRowsShown },
  ): Promise<Page<KeptRow<Kept>>>;
  /** At most so many that wait for a decision in an organisation, the one that is forgotten first on top. */
  waiting(sql: Sql, now: number, organisationId: string, most: number): Promise<WaitingImport[]>;
  /** @throws Problem import-gone */
  markedCopy(sql: Sql, of: ImportOf, locale: Locale): Promise<MarkedCopy>;
  /** @returns whether this was the acceptance @throws Problem import-gone, or those of the kind */
  accept(tx: Tx, now: number, of: ImportOf & { readonly actorId: string }): Promise<boolean>;
  /** @throws Problem import-gone */
  cancel(tx: Tx, of: ImportOf): Promise<void>;
  /** Forgets what nobody has accepted in time. */
  dropExpired(): Promise<void>;
}

export function makeImports<Row extends ReadRow, Kept>(
  kind: ImportKind<Row, Kept>,
  deps: ImportDeps,
): Imports<Kept> {
  defineImportJobs(kind, deps);
  const { db, clock, sealing } = deps;
  const { tables } = kind;
  return {
    upload: (tx, now, given) => uploadImport(kind, deps, tx, now, given),
    view: (sql, now, of) => viewImport(sql, now, tables, of, sealing),
    rows: (sql, of, query) => listImportRows<Kept>(sql, tables, of, query, sealing),
    waiting: (sql, now, ...of) => waitingImports(sql, now, tables, ...of),
    markedCopy: (sql, of, locale) => markedImport(sql, kind, of, locale, sealing),
    accept: (tx, now, of) => requestAcceptance(kind, deps, tx, now, of),
    cancel: (tx, of) => cancelImport(tx, tables, of),
    dropExpired: async () => dropExpired(db.sql, await clock.now(db.sql), tables),
  };
}
