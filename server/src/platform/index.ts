export { databaseClock, type Clock } from './clock.ts';
export { loadMasterKey, makeKeys, type Keys } from './crypto/keys.ts';
export { maskIdNumber, maskName, maskPhone } from './crypto/masking.ts';
export { makeSealing, type Sealing } from './crypto/sealing.ts';
export { openDatabase, type Database, type Sql, type Tx } from './db/database.ts';
export { migrate, type Migration } from './db/migrate.ts';
export { appendEvent, makeEventPump, type EventHandler, type EventPump } from './events/events.ts';
export { listenForSignals, sendSignal, type Signal } from './events/signals.ts';
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
export { makeGate, type Gate } from './limits/gate.ts';
export { makeJobs, type Jobs } from './jobs/jobs.ts';
export { makeLog, type Log } from './log.ts';
export { platformMigrations } from './migrations.ts';
export { makeMetrics, type Metrics } from './ops/metrics.ts';
export { makeSockets, type Sockets } from './sockets/sockets.ts';
export { diskStorage, NotStored, type Storage } from './storage/storage.ts';
