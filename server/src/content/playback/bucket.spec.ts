import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@minjiang/shared/kernel';
import { openStorage } from '../../platform/index.ts';
import { startOwnS3, type OwnS3 } from '../../platform/testing/own-s3.ts';
import { processAsset } from '../processing/process-asset.ts';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, type ContentWorld } from '../testing/world.ts';
import { segmentKey } from './storage-keys.ts';

describe('films in a bucket', () => {
  const never = new AbortController().signal;
  let clips: ClipMaker;
  let s3: OwnS3;
  let world: ContentWorld;
  beforeAll(async () => {
    clips = await clipMaker();
    s3 = await startOwnS3();
    if (!clips.ffmpeg) return;
    const storage = await openStorage({ dataDir: '/nowhere', s3: s3.options });
    world = await contentWorld({ ffmpegPath: clips.ffmpeg, storage });
    await world.jobs.start({ work: false });
  });
  afterAll(async () => {
    if (clips.ffmpeg) await world.close();
    await s3.remove();
    await clips.remove();
  });
  beforeEach(() => {
    if (!clips.ffmpeg) pending('ffmpeg is missing');
  });

  it('are encoded and served as those on a disk, and leave nothing on it', async () => {
    const filmId = await world.ingest(await clips.film('film.mp4', 14, '640x360'), 'film.mp4');
    await processAsset(world.context, clips.ffmpeg, filmId, never);
    const film = await world.assetOf(filmId);
    expect(film.state).toBe('ready');
    expect(existsSync(join(world.dataDir, 'storage'))).toBeFalse();
    expect(await readdir(join(world.dataDir, 'work'))).toEqual([]);

    const learner = world.actors.enter({ role: 'learner' });
    const lease = { accountId: learner.accountId, leaseId: newId(), epoch: 1 };
    world.held.add(Object.values(lease).join('/'));
    const now = await world.clock.now(world.db.sql);
    const link = { ...lease, now, encodingId: film.encodingId!, served: false };
    const { playlistUrl } = world.content.playbackFor(link);
    const get = (url: string) => world.app.send('GET', url, { cookie: learner.cookie });
    const at = (url: string, base: string) => {
      const { pathname, search } = new URL(url, world.app.origin + base);
      return pathname + search;
    };
    const rendition = at(
      /^\w+\/index\.m3u8.*$/m.exec((await get(playlistUrl)).bytes.toString())![0],
      playlistUrl,
    );
    const text = (await get(rendition)).bytes.toString();
    const segment = at(/^\d{5}\.ts.*$/m.exec(text)![0], rendition);
    const served = await get(segment);
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'video/mp2t']);
    expect(served.bytes.length).toBe(Number(served.headers.get('content-length')));
    expect(served.bytes.length).toBeGreaterThan(1000);

    await s3.stop();
    const second = segment.replace('00001.ts', '00002.ts');
    const missed = await get(second);
    expect([missed.status, missed.headers.get('retry-after')]).toEqual([503, jasmine.any(String)]);
    // What is in memory needs nobody.
    expect((await get(segment)).status).toBe(200);
    await s3.start();

    await world.storage.remove(segmentKey(film.encodingId!, '360p', '00002.ts'));
    expect((await get(second)).status).toBe(404);
  }, 60_000);
});
