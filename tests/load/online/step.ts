import { bareInsert, type BareInsert } from '../bare/bare-insert.ts';
import { startBareServers } from '../bare/bare-sockets.ts';
import { startCrowd, type Crowd } from '../study/crowd.ts';
import { makeLearnerIds } from '../study/accounts.ts';
import { idOf } from '../study/learner-ids.ts';
import { reconcile, type Reconciled } from '../study/reconcile.ts';
import { measure, type Measured } from './measure.ts';
import { beatEveryMs, type BenchPlatform } from './platform.ts';

export interface StepOptions {
  readonly learners: number;
  readonly minutes: number;
  readonly bareMinutes: number;
  readonly watching: number;
  readonly realtime: number;
  readonly drivers: number;
  readonly progress: (line: string) => void;
}

export interface Step {
  readonly platform: Measured;
  readonly reconciled: Reconciled;
  readonly wal: number;
  readonly database: number;
  readonly seedSeconds: number;
  readonly bare: Measured;
  readonly insert: BareInsert;
}

/** Learners whose last answers are not there by then count as unanswered. */
const patienceMs = 120_000;
const insertSeconds = 15;

/** So many learners on the platform, then on bare sockets at the same pace, then as many bare rows. */
export async function runStep(platform: BenchPlatform, of: StepOptions): Promise<Step> {
  const { learners } = of;
  const watching = Math.min(of.watching, Math.floor(learners / 5));
  const before = Date.now();
  const seeded = await platform.seed(learners);
  const seedSeconds = (Date.now() - before) / 1000;
  await platform.freshSockets();
  const { filmFile, classroom, cluster } = platform;
  const common = { filmFile, apiOrigin: cluster.apiOrigin, lessonId: classroom.lessonId };
  const onPlatform = { ...common, ids: seeded.ids, origins: platform.origins, beatEveryMs };
  const written = await platform.written();
  const measured = await withCrowd(of.drivers, onPlatform, (crowd) =>
    measure(crowd, {
      learners,
      studyMs: of.minutes * 60_000,
      next: (from, to) => platform.coming(seeded, watching, from, to),
      usage: () => cluster.usage(),
      holdsSockets: (role) => role === 'realtime',
      patienceMs,
      progress: (line) => of.progress(`platform: ${line}`),
    }),
  );
  const reconciled = await reconcile(platform.db, seeded, measured.told);
  const { wal, database } = await platform.written();
  // The same learners at the same pace on nothing; the platform's processes rest, and their memory stays out.
  const pace = measured.tally.beatEveryMs;
  const bare = await onBareSockets(of, { ...common, beatEveryMs: pace });
  const rowsASecond = measured.beats / measured.seconds;
  const postgresMs = async () =>
    (await cluster.usage()).reduce((sum, { role, cpuMs }) => sum + (role === 'postgres' ? cpuMs : 0), 0);
  of.progress('bare rows');
  const insert = await bareInsert(cluster.databaseUrl, { rowsASecond, seconds: insertSeconds }, postgresMs);
  return {
    platform: measured,
    reconciled,
    wal: wal - written.wal,
    database: database - written.database,
    seedSeconds,
    bare,
    insert,
  };
}

type CrowdOf = Parameters<typeof startCrowd>[1];

async function withCrowd<T>(
  drivers: number,
  options: CrowdOf,
  run: (crowd: Crowd) => Promise<T>,
): Promise<T> {
  const crowd = await startCrowd(drivers, options);
  try {
    return await run(crowd);
  } finally {
    await crowd.close();
  }
}

async function onBareSockets(of: StepOptions, common: Omit<CrowdOf, 'ids' | 'origins'>): Promise<Measured> {
  const servers = await startBareServers(of.realtime, common.beatEveryMs);
  const ids = makeLearnerIds();
  const nonce = 'x'.repeat(43);
  const lease = (number: number) => ({ leaseId: idOf(ids, 'lease', number), epoch: 1, nonce });
  try {
    return await withCrowd(of.drivers, { ...common, ids, origins: servers.origins }, (crowd) =>
      measure(crowd, {
        learners: of.learners,
        studyMs: of.bareMinutes * 60_000,
        next: (from, to) =>
          Promise.resolve(
            Array.from({ length: to - from + 1 }, (_, index) => ({
              number: from + index,
              lease: lease(from + index),
            })),
          ),
        usage: servers.usage,
        holdsSockets: () => true,
        patienceMs,
        progress: (line) => of.progress(`bare sockets: ${line}`),
      }),
    );
  } finally {
    await servers.stop();
  }
}
