import { createServer, type Server } from 'node:http';
import { allMigrations } from './all-migrations.ts';
import { makeCatalog } from './catalog/index.ts';
import { makeClasses } from './classes/index.ts';
import type { Config } from './config.ts';
import { findFfmpeg, makeContent } from './content/index.ts';
import { frontOf } from './front.ts';
import { copySeen, makeIdentity } from './identity/index.ts';
import { makeIntegrity, type Integrity } from './integrity/index.ts';
import { makeLearning, makeLedgerHeads, makeRatings, type Learning } from './learning/index.ts';
import {
  codesByMail,
  codesByNotice,
  deviceCodeNotice,
  codeToMail,
  mailCodes,
  makeMessaging,
} from './messaging/index.ts';
import {
  callerAddress,
  carrySignals,
  databaseClock,
  loadMasterKey,
  makeEventPump,
  makeKeys,
  makeLog,
  makeMetrics,
  makeSealing,
  openStorage,
  makeSockets,
} from './platform/index.ts';
import { makeLimits } from './platform/limits/limits.ts';
import { connectionsOf } from './platform/db/connections.ts';
import { openDatabase } from './platform/db/database.ts';
import { migrate } from './platform/db/migrate.ts';
import { makeJobs } from './platform/jobs/jobs.ts';
import { drain } from './platform/http/drain.ts';
import { originCheck } from './platform/http/origin-check.ts';
import { setPatience } from './platform/http/patience.ts';
import { missedChecksOf } from './missed-checks.ts';
import { makeReaders } from './readers.ts';
import { startTimers } from './timers.ts';

/** Well within the time after which whoever stops a server kills it. */
const drainMs = 5_000;

export type App = Awaited<ReturnType<typeof buildApp>>;

/** The composition root: builds every module from top to bottom and starts the roles it was asked for. */
export async function buildApp(config: Config) {
  // 1. What every module stands on.
  const log = makeLog(config.logLevel, config.role);
  await migrate(config.databaseUrl, allMigrations);
  // A page that asks the database for longer than this is given up; background work may take its time.
  const pools = connectionsOf(config.role);
  const metrics = makeMetrics();
  const signals = await carrySignals({ ...config, log, metrics });
  const { publish } = signals;
  const db = openDatabase(config.databaseUrl, log, pools, config.role === 'worker' ? 0 : 30_000, publish);
  const clock = databaseClock(config.testClock);
  const keys = makeKeys(loadMasterKey(config.dataDir, config.masterKey));
  const sealing = makeSealing(keys);
  const jobs = makeJobs(config.databaseUrl, log, pools.jobs);
  const events = makeEventPump(db, log);
  const storage = await openStorage(config);
  const limits = makeLimits({ keys, metrics, redis: signals.redis });

  // 2. The modules, each after those it asks.
  const messaging = makeMessaging({
    db,
    clock,
    sealing,
    log,
    jobs,
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
  });
  const identity = makeIdentity({
    db,
    clock,
    sealing,
    keys,
    config,
    messaging,
    devices: {
      endLeasesOf: (tx, deviceId) => learning.endLeasesOfDevice(tx, deviceId),
      sendCode: (sql, code, now) => messaging.notify(sql, [deviceCodeNotice(code)], now),
      leastProgram: config.leastProgram,
      missedChecks: missedChecksOf(
        () => learning,
        () => integrity,
      ),
    },
  });
  const ffmpegPath = await findFfmpeg(config.ffmpegPath);
  const content = makeContent({
    db,
    clock,
    keys,
    log,
    jobs,
    storage,
    dataDir: config.dataDir,
    ffmpegPath,
    maxUploadBytes: config.maxUploadBytes,
    mediaOrigin: config.mediaOrigin,
    leaseHolds: (...lease) => learning.leaseHolds(...lease),
    served: (media) => learning.served(media),
  });
  const { assets, assetsNamed } = content;
  const catalog = makeCatalog({ db, clock, sealing, jobs, log, assets, assetsNamed });
  const classes = makeClasses({
    db,
    clock,
    sealing,
    jobs,
    log,
    identity,
    catalog,
    studied: { creditedByDay: (...days) => learning.creditedByDay(...days) },
  });
  const learningAt = (at: typeof clock): Learning =>
    makeLearning({
      db,
      clock: at,
      keys,
      publish,
      enrolments: classes,
      versions: catalog,
      playback: content,
      media: content,
      people: identity,
      proveDevice: identity.proveDevice,
      // Built after learning, whose figures it asks for.
      gate: {
        reached: (...stops) => integrity.gate.reached(...stops),
        opened: (...lease) => integrity.gate.opened(...lease),
      },
    });
  const learning = learningAt(clock);
  const integrity: Integrity = makeIntegrity({
    db,
    clock,
    keys,
    sealing,
    learning,
    enrolments: classes,
    versions: catalog,
    people: identity,
    notify: (...told) => messaging.notify(...told),
    codeSenders: [
      codesByNotice(messaging),
      codesByMail({ mailConfigured: messaging.mailConfigured, withEmail: identity.withEmail }),
    ],
  });
  const study = { enrolments: classes, versions: catalog, people: identity };
  const ratings = makeRatings({
    db,
    clock,
    sealing,
    notify: (...told) => messaging.notify(...told),
    ...study,
  });
  const { emailOf } = identity;
  const mailing = mailCodes({ clock, messaging, emailOf, codeOf: integrity.codeOf });
  identity.onSessionsEnded((tx, accountIds) => learning.endLeases(tx, accountIds, 'session-ended'));
  classes.onEnrolmentClosed((tx, accountIds) => learning.endLeases(tx, accountIds, 'removed'));
  const { dataDir, auditMail } = config;
  const heads = makeLedgerHeads({ db, clock, storage, dataDir, messaging, auditMail });
  const { analytics, dashboards, exports } = makeReaders({
    ...{ db, clock, keys, sealing, log, jobs, storage, metrics },
    ...{ identity, catalog, classes, learning, integrity },
  });
  await learning.ensurePartitions();
  await integrity.excuseDowntime();

  // 3. Doors to the outside.
  const holdsSockets = config.role === 'all';
  const works = config.role === 'all' || config.role === 'worker';
  const sockets = makeSockets(
    identity.socketSessions,
    originCheck(config.publicOrigin),
    log,
    callerAddress(config.trustedProxies),
  );
  learning.bindSockets(sockets);
  const links = holdsSockets ? identity.bindLinks(sockets, log) : null;
  if (holdsSockets) signals.listen(sockets);
  metrics.gauge('minjiang_database_waiting', 'Questions that wait for a connection', db.waiting);
  metrics.gauge('minjiang_sockets', 'Pages connected to this process', () => sockets.count());
  metrics.gauge('minjiang_machines', 'Machines linked to this process', () => links?.count() ?? 0);

  // 4. Work in the background.
  await jobs.start({ work: works });
  const timed = { catalog, classes, learning, integrity, heads, identity, analytics, messaging, exports };
  const timers = works ? startTimers(log, timed) : [];
  events.on('integrity.stopped', integrity.onStopped);
  events.on(codeToMail, mailing);
  events.on(copySeen, identity.onCopySeen);
  if (works) {
    events.start();
    await content.start();
  }

  const { authenticate } = identity;
  const studying = [learning, ratings, integrity, heads];
  const answering = [
    identity,
    content,
    catalog,
    classes,
    ...studying,
    analytics,
    dashboards,
    messaging,
    exports,
  ];
  const server: Server = createServer(
    frontOf({ config, db, log, metrics, limits, authenticate, modules: answering }),
  );
  setPatience(server);
  if (holdsSockets) sockets.attach(server);
  return {
    server,
    db,
    clock,
    log,
    ffmpegPath,
    modules: { identity, content, catalog, classes, learning, integrity, messaging },
    /** The ledger under another clock: the demonstration earns its history by the same rules. */
    learningAt,
    /** What a worker does every few minutes, at once: figures without waiting for it. */
    sumUp: analytics.rollUp,
    /** Stops taking work, finishes what runs, and closes the pools. */
    async stop() {
      for (const timer of timers) timer.stop();
      await Promise.all([sockets.close(drainMs), drain(server, drainMs)]);
      await links?.stop();
      await Promise.all([signals.stop(), events.stop(), content.stop(), exports.stop(), jobs.stop()]);
      limits.stop();
      await db.close();
    },
  };
}
