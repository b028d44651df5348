import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentRoutes } from '@minjiang/shared/content';
import { isAlive } from '../../../server/launch/processes.ts';
import { seconds } from '../../support/waiting.ts';
import { fillDisk, type ChaosStage } from '../stage.ts';
import { whyNoSmallDisk } from '../small-disk.ts';
import type { Way } from '../front.ts';
import type { Failure } from './failure.ts';

export const redisGone: Failure = {
  name: 'redis-gone',
  what: 'SIGKILL of Redis, back after 10 s',
  seen: 'nothing: Redis holds no truth',
  async strike({ cluster }) {
    await cluster.redis?.kill();
    await seconds(10);
    await cluster.redis?.start();
  },
};

const networkCut = (name: string, what: string, way: Way): Failure => ({
  name,
  what,
  seen: '"no network, your time is kept" until it is back',
  async strike({ fronts }) {
    for (const front of Object.values(fronts)) front.set(way);
    await seconds(20);
    for (const front of Object.values(fronts)) front.set('open');
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
  disk: 'small',
  impossible: whyNoSmallDisk,
  async strike({ cluster }) {
    const filler = fillDisk(join(cluster.dataDir, 'postgres'));
    const before = cluster.postgres.pid();
    await seconds(10);
    rmSync(filler);
    const died = !isAlive(before);
    if (died) await cluster.postgres.start();
    return died ? 'PostgreSQL ended and was started again' : 'PostgreSQL lived on';
  },
};

export const dataDiskFull: Failure = {
  name: 'data-disk-full',
  what: 'the disks of uploads and films are full',
  seen: 'an upload is refused and says why; study goes on',
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
    if (refusal < 400) throw new Error(`an upload on a full disk was answered ${refusal}`);
    return `an upload was answered ${refusal}, ${left.length} files left of it`;
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
