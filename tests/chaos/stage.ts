import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { studyRules } from '@minjiang/shared/catalog';
import { identityRoutes } from '@minjiang/shared/identity';
import { learningRoutes } from '@minjiang/shared/learning';
import { reading } from '../attack/teaching.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { publishProgramme } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { openLease } from '../support/commands/study.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { found } from '../support/founders.ts';
import type { Http } from '../support/http.ts';
import { somebody } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { until } from '../support/waiting.ts';
import { openFront, type Front } from './front.ts';
import { study, type Studying } from './learner.ts';
import { smallDisk } from './small-disk.ts';

export interface StageOptions {
  readonly learners: number;
  /** PostgreSQL keeps its data on a disk of so many megabytes, the platform its files on another. */
  readonly diskMb?: number;
}

/** The platform in its roles, what stands before it, and a class that studies. */
export interface ChaosStage {
  readonly cluster: Cluster;
  readonly fronts: { readonly api: Front; readonly realtime: Front };
  readonly institution: Http;
  readonly learners: readonly Studying[];
  rows<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]>;
  strike(): Promise<void>;
}

const parts = 12;

export async function setChaosStage({ learners: count, diskMb }: StageOptions): Promise<ChaosStage> {
  const dataDir = scratchFolder('chaos');
  const undo: (() => unknown)[] = [];
  const strike = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    if (diskMb !== undefined)
      for (const name of ['postgres', 'storage', 'uploads'])
        undo.push(smallDisk(join(dataDir, name), name === 'postgres' ? diskMb : 8));
    const cluster = await startCluster({ api: 1, realtime: 2, worker: 1, redis: true, dataDir });
    undo.push(() => cluster.stop());
    const { houses } = await found(cluster.databaseUrl, dataDir, ['chaos']);
    const api = await openFront(() => [cluster.apiOrigin]);
    const realtime = await openFront(() => cluster.realtimeOrigins);
    undo.push(() => Promise.all([api.close(), realtime.close()]));
    const institution = await signIn(api.origin, houses[0]!.admin);
    const learners = await crowd(institution, realtime.origin, count);
    undo.push(() => learners.forEach((each) => each.leave()));
    return {
      cluster,
      fronts: { api, realtime },
      institution,
      learners,
      rows: (sql, values) => rowsOf(cluster.databaseUrl, sql, values),
      strike,
    };
  } catch (error) {
    await strike();
    throw error;
  }
}

/** On a connection of its own: the failures end every other one. */
async function rowsOf<Row extends object>(url: string, sql: string, values: readonly unknown[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Learners who came through the product, each with a text that is loaded and a lease. */
async function crowd(institution: Http, realtimeOrigin: string, count: number): Promise<Studying[]> {
  const lesson = reading(parts);
  const rules = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440 });
  const programmeId = await publishProgramme(institution, 'Text', [lesson], rules);
  const classId = await openClass(institution, programmeId, 'Class under failures');
  const learners: Studying[] = [];
  const one = async () => {
    const person = somebody();
    const enrolmentId = await enrol(institution, classId, person);
    const http = await until('activation', () =>
      activate(institution, { classId, enrolmentId }, person).catch(busyIsNull),
    );
    const { lease } = await openLease(http, { enrolmentId, lessonId: lesson.lessonId });
    const { leaseId, epoch } = lease;
    for (let index = 0; index < parts; index++)
      await http.call(learningRoutes.readLessonBlock, { params: { leaseId, index } });
    const { account } = (await http.call(identityRoutes.me)).body;
    learners.push(study(http, realtimeOrigin, { accountId: account.id, leaseId, epoch }));
  };
  let left = count;
  const desk = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: 4 }, desk));
  return learners;
}

/** Few passwords are made at once; whoever comes then is asked to come again. */
const busyIsNull = (error: unknown): null => {
  if (error instanceof Error && error.message.includes('503')) return null;
  throw error;
};

/** Fills a disk until it says ENOSPC. @returns the file to remove */
export function fillDisk(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'filler');
  for (const size of [1 << 20, 1 << 12])
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        break;
      }
    }
  return path;
}
