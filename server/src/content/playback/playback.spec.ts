import { contentRoutes } from '@minjiang/shared/content';
import { newId } from '@minjiang/shared/kernel';
import type { AssetModel } from '../assets/asset-model.ts';
import { runFfmpeg } from '../ffmpeg/index.ts';
import { processAsset } from '../processing/process-asset.ts';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, eventually, type ContentWorld } from '../testing/world.ts';
import { encodingLinks, previewGrant } from './links.ts';

describe('playback', () => {
  const never = new AbortController().signal;
  let clips: ClipMaker;
  let world: ContentWorld;
  let film: AssetModel;
  let picture: AssetModel;
  beforeAll(async () => {
    clips = await clipMaker();
    if (!clips.ffmpeg) return;
    world = await contentWorld({ ffmpegPath: clips.ffmpeg });
    await world.jobs.start({ work: false });
    const filmId = await world.ingest(await clips.film('film.mp4', 6, '640x360'), 'film.mp4');
    const pictureId = await world.ingest(await clips.still('still.png'), 'still.png', 'picture');
    for (const id of [filmId, pictureId]) await processAsset(world.context, clips.ffmpeg, id, never);
    film = await world.assetOf(filmId);
    picture = await world.assetOf(pictureId);
  }, 60_000);
  afterAll(async () => {
    if (clips.ffmpeg) await world.close();
    await clips.remove();
  });
  beforeEach(() => {
    if (!clips.ffmpeg) pending('ffmpeg is missing');
  });

  /** A learner with a lease that holds, and his links. */
  async function studying(now?: number, served = false) {
    const learner = world.actors.enter({ role: 'learner' });
    const lease = { accountId: learner.accountId, leaseId: newId(), epoch: 7 };
    const held = Object.values(lease).join('/');
    world.held.add(held);
    const at = now ?? (await world.clock.now(world.db.sql));
    const links = world.content.playbackFor({ ...lease, now: at, encodingId: film.encodingId!, served });
    const pictureUrl = world.content.pictureUrl({ ...lease, now: at, assetId: picture.id });
    return { ...learner, ...links, lease, pictureUrl, lose: () => world.held.delete(held) };
  }
  const get = (url: string, cookie?: string) => world.app.send('GET', url, cookie ? { cookie } : {});
  /** Every address under a playlist, as a player would follow it. */
  async function follow(playlistUrl: string, cookie: string) {
    const at = (url: string, base: string) => {
      const { pathname, search } = new URL(url, world.app.origin + base);
      return pathname + search;
    };
    const master = (await get(playlistUrl, cookie)).bytes.toString();
    const rendition = at(/^\w+\/index\.m3u8.*$/m.exec(master)![0], playlistUrl);
    const text = (await get(rendition, cookie)).bytes.toString();
    const key = at(/URI="([^"]+)"/.exec(text)![1]!, rendition);
    const segments = [...text.matchAll(/^\d{5}\.ts.*$/gm)].map(([name]) => at(name, rendition));
    return { rendition, key, segments };
  }

  it('can be read by a real player that holds the cookie', async () => {
    const { playlistUrl, cookie } = await studying();
    let playedMs = 0;
    const input = ['-headers', `Cookie: ${cookie}\r\n`, '-i', world.app.origin + playlistUrl];
    const args = [
      '-progress',
      'pipe:1',
      '-xerror',
      ...input,
      '-map',
      '0:v:0',
      '-map',
      '0:a:0',
      '-f',
      'null',
      '-',
    ];
    await runFfmpeg(clips.ffmpeg!, args, {
      signal: never,
      timeoutMs: 30_000,
      onProgress: (at) => (playedMs = at),
    });
    expect(Math.abs(playedMs - film.durationMs!)).toBeLessThan(200);
  }, 40_000);

  it('answers each part with its type, its length and how long it may be kept', async () => {
    const { playlistUrl, posterUrl, pictureUrl, cookie } = await studying();
    const { rendition, key, segments } = await follow(playlistUrl, cookie);
    expect(segments.length).toBe(2);
    const segment = await get(segments[0]!, cookie);
    expect(segment.headers.get('content-type')).toBe('video/mp2t');
    expect(Number(segment.headers.get('content-length'))).toBe(segment.bytes.length);
    expect(segment.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const keyAnswer = await get(key, cookie);
    expect([keyAnswer.bytes.length, keyAnswer.headers.get('cache-control')]).toEqual([16, 'no-store']);
    const playlist = await get(rendition, cookie);
    expect(playlist.headers.get('content-type')).toContain('application/vnd.apple.mpegurl');
    for (const url of [posterUrl, pictureUrl]) {
      const { status, headers, bytes } = await get(url, cookie);
      expect([status, headers.get('content-type'), bytes.subarray(0, 2).toString('hex')]).toEqual([
        200,
        'image/jpeg',
        'ffd8',
      ]);
    }
    expect((await get(segments[0]!.replace('00001', '00009'), cookie)).status).toBe(404);
    expect((await get(segments[0]!.replace('00001.ts', '..%2f..%2fx'), cookie)).status).toBe(400);
    expect((await get(rendition.replace('360p', '999p'), cookie)).status).toBe(404);
  });

  it('notes what it sent whole to a page that cannot prove, and nothing else', async () => {
    const proving = await studying();
    const { segments: others } = await follow(proving.playlistUrl, proving.cookie);
    await get(others[0]!, proving.cookie);
    const learner = await studying(undefined, true);
    const { segments } = await follow(learner.playlistUrl, learner.cookie);
    await world.app.send('HEAD', segments[0]!, { cookie: learner.cookie });
    await get(segments[1]!.replace('00002', '00009'), learner.cookie);
    expect(world.served).toEqual([]);
    await get(segments[1]!, learner.cookie);
    await eventually(() => Promise.resolve(world.served.length > 0), 5);
    const { leaseId, epoch, accountId } = learner.lease;
    expect(world.served).toEqual([{ accountId, leaseId, epoch, place: [4000, film.durationMs!] }]);
  });

  it('shows segments to nobody without a token while no media origin is configured', async () => {
    const params = { encodingId: film.encodingId!, rendition: '360p', segment: '00001.ts' };
    expect((await world.app.call(contentRoutes.cachedSegment, { params })).status).toBe(404);
  });

  it('ends with the lease', async () => {
    const learner = await studying();
    const { rendition, key, segments } = await follow(learner.playlistUrl, learner.cookie);
    learner.lose();
    const urls = [learner.playlistUrl, learner.posterUrl, learner.pictureUrl, rendition, key, ...segments];
    for (const url of urls) {
      const answer = await get(url, learner.cookie);
      expect([answer.status, answer.problem?.code]).withContext(url).toEqual([403, 'playback-refused']);
    }
  });

  it('ends at once for segments that are in memory, also in the middle of a crowd that goes on', async () => {
    const [lost, ...others] = await Promise.all(Array.from({ length: 6 }, () => studying()));
    const all = await Promise.all([lost!, ...others].map((each) => follow(each.playlistUrl, each.cookie)));
    const ask = () => all.map(({ segments }, i) => get(segments[0]!, [lost!, ...others][i]!.cookie));
    const stored = (await Promise.all(ask())).map(({ status, bytes }) => [status, bytes.length]);
    expect(stored).toEqual(stored.map(() => [200, stored[0]![1]!]));
    const underWay = ask();
    lost!.lose();
    const after = await Promise.all(ask());
    expect(after.map(({ status }) => status)).toEqual([403, 200, 200, 200, 200, 200]);
    expect(after[0]!.problem?.code).toBe('playback-refused');
    await Promise.all(underWay);
  });

  it('is refused to other accounts, to nobody, for other files and when the link is over', async () => {
    const learner = await studying();
    const other = await studying();
    const { key, segments } = await follow(learner.playlistUrl, learner.cookie);
    for (const url of [learner.playlistUrl, learner.posterUrl, learner.pictureUrl, key, segments[0]!]) {
      expect((await get(url, other.cookie)).status)
        .withContext(url)
        .toBe(403);
      expect((await get(url)).status)
        .withContext(url)
        .toBe(401);
    }
    const elsewhere = learner.playlistUrl.replace(film.encodingId!, newId());
    expect((await get(elsewhere, learner.cookie)).status).toBe(403);
    const swapped = learner.pictureUrl.split('?')[1]!;
    expect((await get(`${learner.playlistUrl.split('?')[0]}?${swapped}`, learner.cookie)).status).toBe(403);
    expect((await get(learner.playlistUrl.split('?')[0]!, learner.cookie)).status).toBe(400);
    const late = await studying((await world.clock.now(world.db.sql)) - 13 * 3_600_000);
    expect((await get(late.playlistUrl, late.cookie)).status).toBe(403);
  });

  it('is open to staff for half an hour without a lease, and to no other organisation', async () => {
    const given = { params: { assetId: film.id } };
    const { cookie, accountId } = world.staff;
    const { body } = await world.app.call(contentRoutes.previewAsset, { ...given, cookie });
    expect((await get(body.playlistUrl, cookie)).status).toBe(200);
    const { cookie: foreign } = world.foreign;
    expect((await get(body.playlistUrl, foreign)).status).toBe(403);
    expect((await world.app.call(contentRoutes.previewAsset, { ...given, cookie: foreign })).status).toBe(
      404,
    );
    const past = previewGrant((await world.clock.now(world.db.sql)) - 31 * 60_000);
    const old = encodingLinks(world.keys, past, accountId, film.encodingId!);
    expect((await get(old.playlistUrl, cookie)).status).toBe(403);
    const still = await world.app.call(contentRoutes.previewAsset, {
      params: { assetId: picture.id },
      cookie,
    });
    expect(still.problem?.code).toBe('asset-not-playable');
  });
});
