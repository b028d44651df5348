/**
 * `npm run arrangement`: what `installers/server` describes, on this machine: nginx before two `api`, two `realtime`
 * and a `worker`, Redis between them, PostgreSQL with a synchronous replica. Learners study through nginx; then the
 * primary is killed, the replica promoted, the front moved, and what was acknowledged is compared with what is stored.
 */
import { chmodSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openLeases, seedLearners, settleTables } from '../load/study/accounts.ts';
import { foundSchool, openClassroom } from '../load/study/classroom.ts';
import { startCrowd } from '../load/study/crowd.ts';
import { keepFilm } from '../load/study/film.ts';
import { isRight, reconcile } from '../load/study/reconcile.ts';
import { startOwnPostgres } from '../support/cluster/own-postgres.ts';
import { startCluster } from '../support/cluster.ts';
import { scratchFolder } from '../support/places.ts';
import { gapAround } from './gap.ts';
import { startFront } from './front.ts';
import { startReplica } from './replica.ts';

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '15' },
  },
});
const learners = Number(values.learners);
const studyMs = Number(values.seconds) * 1000;
const beatEveryMs = 5000;
/** Longer than the run, so that the first check never falls due. */
const filmMinutes = 40;

const limit = setTimeout(() => {
  console.error('the run took longer than it may; everything is stopped');
  process.exit(1);
}, 180_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const dataDir = scratchFolder('arrangement');
chmodSync(dataDir, 0o755);
const portOf = (address: string) => Number(new URL(address).port);
const stops: (() => Promise<unknown>)[] = [];

async function run(): Promise<boolean> {
  // Made once and stopped: it comes back at the same port, which the front must know before the processes start.
  const made = await startOwnPostgres(dataDir);
  await made.stop();
  const front = await startFront(`${dataDir}/nginx`, { database: portOf(made.url), api: [], realtime: [] });
  stops.push(() => front.stop());
  const through = new URL(made.url);
  through.port = String(front.databasePort);
  const env = { DATABASE_URL: through.toString(), MINJIANG_TRUSTED_PROXIES: '127.0.0.1' };
  const roles = { api: 2, realtime: 2, worker: 1 };
  const cluster = await startCluster({ ...roles, redis: true, ownPorts: true, dataDir, env });
  stops.push(() => cluster.stop());
  const ports = (role: string) =>
    cluster.processes.filter((each) => each.role === role).map(({ origin }) => portOf(origin));
  const behind = { api: ports('api'), realtime: ports('realtime') };
  front.lead({ ...behind, database: portOf(cluster.databaseUrl) });
  const replica = await startReplica({ url: cluster.databaseUrl, dataDir }, dataDir);
  stops.push(() => replica.stop());

  const db = new pg.Pool({ connectionString: cluster.databaseUrl, max: 2 });
  db.on('error', () => undefined);
  const admin = await foundSchool(cluster.databaseUrl, dataDir);
  const classroom = await openClassroom(front.origin, admin, { minutes: filmMinutes, beatEveryMs });
  const seeded = await seedLearners(db, classroom, learners);
  await settleTables(db);
  const leases = await openLeases(db, classroom, seeded, { from: 0, to: learners - 1, dataDir });
  await db.end();

  const crowd = await startCrowd(1, {
    ids: seeded.ids,
    filmFile: keepFilm(classroom.film, dataDir),
    origins: [front.origin],
    apiOrigin: front.origin,
    lessonId: classroom.lessonId,
    beatEveryMs,
  });
  stops.push(() => crowd.close());
  crowd.begin(leases.map((lease, number) => ({ number, lease })));
  await wait(studyMs);

  const held = cluster.processes
    .filter(({ role }) => role === 'realtime')
    .map(({ pid }) => readdirSync(`/proc/${pid()}/fd`).length);
  const acknowledged = () => crowd.figures().tally.acknowledged;
  const gap = gapAround(acknowledged);
  const killedAt = Date.now();
  await cluster.postgres.kill();
  await replica.promote();
  const promotedMs = Date.now() - killedAt;
  const before = acknowledged();
  front.lead({ ...behind, database: replica.port });
  await wait(studyMs);
  const withoutMs = gap.longestMs();

  const told = await crowd.finish(60_000);
  const { tally } = crowd.figures();
  const stored = new pg.Client(replica.url);
  await stored.connect();
  const found = await reconcile(stored, seeded, told);
  await stored.end();
  const right = isRight(found) && tally.unsettled === 0 && before > 0 && tally.acknowledged > before;
  console.table({
    learners,
    connected: tally.connected,
    'beats sent': tally.sent,
    'beats acknowledged by the primary': before,
    'beats acknowledged by the replica': tally.acknowledged - before,
    'open files of each realtime process': held.join(', '),
    'replica promoted after, s': promotedMs / 1000,
    'without service, s': withoutMs / 1000,
    'due, stored, s': `${found.dueMs / 1000}, ${found.storedMs / 1000}`,
    'acknowledged and not stored, beats': found.lostBeats,
    'acknowledged and not stored, ms': found.lostMs,
    'accounts with too much': found.over,
    'accounts with too little': found.under,
    'accounts whose tables differ': found.unequal,
    'learners left unanswered': tally.unsettled,
    faults: JSON.stringify(tally.faults),
  });
  if (!right) console.error(found.examples.join('\n'));
  return right;
}

let right = false;
try {
  right = await run();
} finally {
  for (const stop of stops.reverse()) await stop().catch(() => undefined);
  clearTimeout(limit);
}
process.exit(right ? 0 : 1);
