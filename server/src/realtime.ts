import { createServer } from 'node:http';
import { catalogMigrations, makeVersionReader } from './catalog/realtime.ts';
import type { Config } from './config.ts';
import { contentMigrations, proofCheck } from './content/realtime.ts';
import { bindDeviceLinks, identityMigrations, makeSocketSessions, withEmail } from './identity/realtime.ts';
import { checksReached, integrityMigrations } from './integrity/realtime.ts';
import { bindBeats, doneLessons, gates, learningMigrations } from './learning/realtime.ts';
import { addNotices, codesByMail, codesByNotice, messagingMigrations } from './messaging/realtime.ts';
import {
  callerAddress,
  carrySignals,
  databaseClock,
  loadMasterKey,
  makeKeys,
  makeLog,
  makeMetrics,
  makeSealing,
  makeSockets,
  openPool,
  openStorage,
  platformMigrations,
  sqlOf,
} from './platform/index.ts';
import { connectionsOf } from './platform/db/connections.ts';
import { awaitMigrations } from './platform/db/await-migrations.ts';
import { drain } from './platform/http/drain.ts';
import { originCheck } from './platform/http/origin-check.ts';
import { probesOnly } from './platform/http/probes.ts';

const neededMigrations = [
  ...platformMigrations,
  ...identityMigrations,
  ...messagingMigrations,
  ...contentMigrations,
  ...catalogMigrations,
  ...learningMigrations,
  ...integrityMigrations,
].map(({ name }) => name);

/** A new version applies its steps in seconds; a large one may take minutes. */
const migratedWithinMs = 120_000;

/** Well within the time after which whoever stops a server kills it. */
const drainMs = 5_000;

/**
 * The composition root of a process that only holds sockets: it takes beats and tells pages what they must know. It
 * loads neither web framework nor ORM nor job queue, and leaves the schema to the processes that do.
 */
export async function buildRealtime(config: Config) {
  // 1. What everything stands on.
  const log = makeLog(config.logLevel, config.role);
  const pool = openPool(config.databaseUrl, log, connectionsOf('realtime').plain);
  const sql = sqlOf(pool);
  await awaitMigrations(sql, neededMigrations, migratedWithinMs);
  const clock = databaseClock(config.testClock);
  const keys = makeKeys(loadMasterKey(config.dataDir, config.masterKey));
  const sealing = makeSealing(keys);
  const storage = await openStorage(config);
  const metrics = makeMetrics();
  const signals = await carrySignals({ ...config, log, metrics });

  // 2. The modules, by their narrow doors.
  const gate = checksReached({
    keys,
    learning: { gate: gates, doneLessons },
    versions: makeVersionReader(),
    codeSenders: [
      codesByNotice({ notify: (tx, notices, at) => addNotices(tx, sealing, notices, at) }),
      codesByMail({ mailConfigured: config.smtpUrl !== null, withEmail }),
    ],
  });
  const media = { checkProof: proofCheck({ sql, storage, log }) };

  // 3. Sockets.
  const sockets = makeSockets(
    makeSocketSessions({ pool, clock, staffIdleMs: config.staffIdleMs }),
    originCheck(config.publicOrigin),
    log,
    callerAddress(config.trustedProxies),
  );
  bindBeats(sockets, { pool, clock, keys, gate, media, publish: signals.publish });
  const { publicOrigin, leastProgram } = config;
  const links = bindDeviceLinks(sockets, { sql, clock, publicOrigin, leastProgram, log });
  signals.listen(sockets);
  metrics.gauge('minjiang_sockets', 'Pages connected to this process', () => sockets.count());
  metrics.gauge('minjiang_machines', 'Machines linked to this process', () => links.count());
  const ready = () =>
    sql('SELECT 1').then(
      () => true,
      () => false,
    );
  const server = createServer(probesOnly({ ready, metrics }));
  sockets.attach(server);
  return {
    server,
    async stop() {
      await Promise.all([sockets.close(drainMs), drain(server, drainMs)]);
      await links.stop();
      await signals.stop();
      await pool.end();
    },
  };
}
