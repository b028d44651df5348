import { newId } from '@minjiang/shared/kernel';
import { processAsset } from '../processing/process-asset.ts';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, type ContentWorld } from '../testing/world.ts';

describe('a media origin', () => {
  const mediaOrigin = 'https://media.example/films';
  let clips: ClipMaker;
  let world: ContentWorld;
  let encodingId: string;
  beforeAll(async () => {
    clips = await clipMaker();
    if (!clips.ffmpeg) return;
    world = await contentWorld({ ffmpegPath: clips.ffmpeg, mediaOrigin });
    await world.jobs.start({ work: false });
    const id = await world.ingest(await clips.film('film.mp4', 5), 'film.mp4');
    await processAsset(world.context, clips.ffmpeg, id, new AbortController().signal);
    encodingId = (await world.assetOf(id)).encodingId!;
  }, 60_000);
  afterAll(async () => {
    if (clips.ffmpeg) await world.close();
    await clips.remove();
  });
  beforeEach(() => {
    if (!clips.ffmpeg) pending('ffmpeg is missing');
  });

  /** The rendition playlist of a learner's lease, and his cookie. */
  async function playlist(served: boolean) {
    const learner = world.actors.enter({ role: 'learner' });
    const lease = { accountId: learner.accountId, leaseId: newId(), epoch: 1 };
    world.held.add(Object.values(lease).join('/'));
    const now = await world.clock.now(world.db.sql);
    const { playlistUrl } = world.content.playbackFor({ ...lease, now, encodingId, served });
    const url = playlistUrl.replace('master.m3u8', '180p/index.m3u8');
    const text = (await world.app.send('GET', url, { cookie: learner.cookie })).bytes.toString();
    return { text, segments: text.split('\n').filter((line) => line.includes('.ts')) };
  }

  it('gets the addresses of segments, the same for all, and keys stay here', async () => {
    const first = await playlist(false);
    expect(first.segments).toEqual(
      ['00001', '00002'].map((name) => `${mediaOrigin}/media/v1/segments/${encodingId}/180p/${name}.ts`),
    );
    expect((await playlist(false)).segments).toEqual(first.segments);
    expect(first.text).toMatch(/URI="\.\.\/key\?token=/);
  });

  it('may fetch them without a name and keep them for ever, for pages of any site', async () => {
    const path = `/media/v1/segments/${encodingId}/180p/00001.ts`;
    const { status, headers, bytes } = await world.app.send('GET', path);
    expect([status, headers.get('cache-control'), headers.get('access-control-allow-origin')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      '*',
    ]);
    expect(headers.get('set-cookie')).toBeNull();
    expect(bytes.equals(await world.storage.read(`encodings/${encodingId}/180p/00001.ts`))).toBeTrue();
    expect((await world.app.send('GET', path.replace('00001', '00009'))).status).toBe(404);
  });

  it('has no part in what must be sent by us', async () => {
    const { segments } = await playlist(true);
    expect(segments.length).toBe(2);
    for (const segment of segments) expect(segment).toMatch(/^0000\d\.ts\?token=/);
  });
});
