import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { contentRoutes } from '@minjiang/shared/content';
import { isAlive } from '../../../server/launch/processes.ts';
import { seconds, until } from '../../support/waiting.ts';
import { fillDisk, type ChaosStage } from '../stage.ts';
import { whyNoSmallDisk } from '../small-disk.ts';
import type { Way } from '../front.ts';
import type { Failure } from './failure.ts';
import { answerThrough, observed, refuses } from './observed.ts';

export const redisGone: Failure = {
  name: 'redis-gone',
  what: 'SIGKILL of Redis, back after 10 s',
  seen: 'nothing: Redis holds no truth',
  shows: { may: [] },
  async strike({ cluster: { redis, processes } }) {
    if (!redis) throw new Error('the platform runs without Redis');
    const missed = () => processes.map((each) => each.log().split('Redis is gone').length);
    const before = missed();
    await redis.kill();
    const gone = observed('Redis was gone', await refuses(redis.url));
    await until('all to miss Redis', () => Promise.resolve(missed().every((n, i) => n > before[i]!)), 9_000);
    await seconds(10);
    await redis.start();
    return `${gone}, ${processes.length} processes missed it`;
  },
};

const networkCut = (name: string, what: string, way: Way): Failure => ({
  name,
  what,
  seen: '"no network, your time is kept" until it is back',
  shows: { may: ['offline'], must: 'offline' },
  async strike({ fronts, cluster }) {
    for (const front of Object.values(fronts)) front.set(way);
    await seconds(18);
    const [through, around] = await Promise.all([fronts.api.origin, cluster.apiOrigin].map(answerThrough));
    for (const front of Object.values(fronts)) front.set('open');
    const cut = through === (way === 'deaf' ? 'silent' : 'broken') && around === 'answered';
    return observed(`a request was ${through} after 18 s, one inside ${around}`, cut);
  },
});

export const networkDeaf = networkCut(
  'network-deaf',
  'the network passes nothing for 20 s and breaks nothing (half-open connections)',
  'deaf',
);
export const networkBroken = networkCut(
  'network-broken',
  'the network resets every connection for 20 s',
  'broken',
);

export const databaseDiskFull: Failure = {
  name: 'database-disk-full',
  what: 'the disk of PostgreSQL is full for 10 s',
  seen: '"busy, your time is safe"',
  shows: { may: ['busy', 'offline'], must: 'busy' },
  disk: 'small',
  impossible: whyNoSmallDisk,
  async strike({ cluster }) {
    const filler = fillDisk(join(cluster.dataDir, 'postgres'));
    const before = cluster.postgres.pid();
    const log = join(cluster.dataDir, 'logs/postgres.log');
    const complaints = () => readFileSync(log, 'utf8').split('No space left on device').length - 1;
    const earlier = complaints();
    await useUpLog(cluster.databaseUrl);
    await seconds(10);
    rmSync(filler);
    const times = complaints() - earlier;
    const died = !isAlive(before);
    if (died) await cluster.postgres.start();
    const full = observed(`PostgreSQL found no space left ${times} times`, times > 0);
    return `${full} and ${died ? 'ended and was started again' : 'lived on'}`;
  },
};

/** Writes to the log of PostgreSQL until it ends for want of room, so that study too meets the full disk. */
async function useUpLog(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let megabytes = 0; megabytes < 1000; megabytes++)
      await client.query("SELECT pg_logical_emit_message(true, 'chaos', repeat('x', 1000000))");
  } catch {
    // That is what was wanted.
  } finally {
    await client.end().catch(() => undefined);
  }
}

export const dataDiskFull: Failure = {
  name: 'data-disk-full',
  what: 'the disks of uploads and films are full',
  seen: 'an upload is refused and says why; study goes on',
  shows: { may: [] },
  disk: 'small',
  impossible: whyNoSmallDisk,
  async strike({ cluster, institution }) {
    const folders = ['uploads', 'storage'].map((name) => join(cluster.dataDir, name));
    const before = folders.map(filesIn);
    const fillers = folders.map(fillDisk);
    const refusal = await uploadOf(institution);
    fillers.forEach((filler) => rmSync(filler));
    const left = folders.flatMap((folder, index) =>
      filesIn(folder).filter((f) => !before[index]!.includes(f)),
    );
    if (refusal !== 507)
      throw new Error(`an upload on a full disk was answered ${refusal}, not that it is full`);
    return `the disks said ENOSPC, an upload was answered ${refusal}, ${left.length} files left of it`;
  },
};

async function uploadOf(institution: ChaosStage['institution']): Promise<number> {
  const metadata = `filename ${Buffer.from('film.mp4').toString('base64')}`;
  const path = contentRoutes.listAssets.path.replace(/assets.*/, 'uploads');
  const begun = await institution.send('POST', path, {
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '2000000', 'upload-metadata': metadata },
  });
  const at = begun.headers.location;
  if (begun.status >= 400 || !at) return begun.status;
  const sent = await institution.send('PATCH', new URL(at, institution.origin).pathname, {
    body: Buffer.alloc(2_000_000),
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
  });
  return sent.status;
}

const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
