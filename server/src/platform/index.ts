/**
 * What every module stands on. Nothing here loads the ORM, the web framework or the job queue, of which modules take
 * the types alone: a process that only takes beats stays small.
 */
export { databaseClock, type Clock } from './clock.ts';
export { keptSecret } from './crypto/kept-secret.ts';
export { loadMasterKey, makeKeys, type Keys } from './crypto/keys.ts';
export { maskIdNumber, maskName, maskPhone } from './crypto/masking.ts';
export { makeSealing, type Sealing } from './crypto/sealing.ts';
export { alone } from './db/alone.ts';
export { rowsOf } from './db/cursor.ts';
export type { Database } from './db/database.ts';
export { hold, type Hold } from './db/hold.ts';
export type { Sql, Tx } from './db/sql.ts';
export { gathered } from './db/gathered.ts';
export { openPool, sqlOf } from './db/pool.ts';
export { statementOf } from './db/prepared.ts';
export type { Migration } from './db/migrate.ts';
export {
  appendEvent,
  undeliveredEvents,
  appendEvents,
  makeEventPump,
  type EventHandler,
  type EventPump,
} from './events/events.ts';
export { carrySignals } from './events/carry-signals.ts';
export { afterCommit } from './events/after-commit.ts';
export type { Publish, Signal } from './events/signal.ts';
export { listenForSignals, sendSignal, sendSignals } from './events/signals.ts';
export { attachment } from './http/attachment.ts';
export { callerAddress } from './http/caller-address.ts';
export {
  organisationOf,
  route,
  type Actor,
  type Authenticator,
  type BoundRoute,
  type Call,
  type SubjectResolver,
} from './http/context.ts';
export { deviceOf, newDeviceCookie } from './http/device-cookie.ts';
export { fieldProblem, Problem } from './http/problem.ts';
export {
  inGroups,
  rowsAtOnce,
  type FileFault,
  type ImportKind,
  type NoteProgress,
} from './imports/import-kind.ts';
export type { KeptRow, WaitingImport } from './imports/import-queries.ts';
export { makeImports, type Imports } from './imports/make-imports.ts';
export { readRows, type CellIn } from './imports/read-rows.ts';
export type { Jobs } from './jobs/jobs.ts';
export { makeGate, type Gate } from './limits/gate.ts';
export { makeLog, type Log } from './log.ts';
export { platformMigrations } from './migrations.ts';
export { makeMetrics, type Metrics } from './ops/metrics.ts';
export type { Guest, ReceiveGuest } from './sockets/guests.ts';
export { makeSockets, type Sockets } from './sockets/sockets.ts';
export type { SocketSession, SocketSessions } from './sockets/socket-sessions.ts';
export { diskStorage } from './storage/disk-storage.ts';
export { openStorage } from './storage/open-storage.ts';
export { NotStored, type Storage } from './storage/storage.ts';
export type { CellFault } from './tables/marked-copy.ts';
export { neutralText } from './tables/neutral-text.ts';
export type { Table, TableFault } from './tables/read-table.ts';
export { templateOf, type TableLayout } from './tables/table-layout.ts';
