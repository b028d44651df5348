import { createDecipheriv, createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@minjiang/shared/kernel';
import { ladderFor, probe } from '../ffmpeg/index.ts';
import { keyOfEncoding, pictureKey, posterKey, segmentKey } from '../playback/storage-keys.ts';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, eventually, type ContentWorld } from '../testing/world.ts';
import { processAsset } from './process-asset.ts';
import { requeue } from './requeue.ts';
import { holdAsset } from './work-lock.ts';

describe('processing an asset', () => {
  const never = new AbortController().signal;
  let clips: ClipMaker;
  let world: ContentWorld;
  let ffmpeg: string;
  beforeAll(async () => {
    clips = await clipMaker();
    if (!clips.ffmpeg) return;
    ffmpeg = clips.ffmpeg;
    world = await contentWorld({ ffmpegPath: ffmpeg });
    await world.jobs.start({ work: false });
  });
  afterAll(async () => {
    if (clips.ffmpeg) await world.close();
    await clips.remove();
  });
  beforeEach(() => {
    if (!clips.ffmpeg) pending('ffmpeg is missing');
  });

  async function processed(path: string, name: string, kind: 'video' | 'picture' = 'video') {
    const id = await world.ingest(path, name, kind);
    await processAsset(world.context, ffmpeg, id, never);
    return world.assetOf(id);
  }
  const check = (path: string, demuxer = 'mpegts') => probe(ffmpeg, demuxer, path, never);
  const encodings = () => join(world.dataDir, 'storage', 'encodings');
  const uploads = async () => (await readdir(join(world.dataDir, 'uploads'))).length;

  it('makes a film ready: its axis, its ladder, its poster, its hash', async () => {
    const path = await clips.film('good.mp4', 6, '640x360');
    const asset = await processed(path, '好片.mp4');
    expect(asset).toEqual(jasmine.objectContaining({ state: 'ready', reason: null, percent: 100 }));
    expect([asset.width, asset.height]).toEqual([640, 360]);
    expect(asset.sha256).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
    const encoding = (await world.context.encodings.findByPk(asset.encodingId!))!;
    const [first, second] = encoding.renditions;
    expect(encoding.renditions.map(({ name }) => name)).toEqual(ladderFor(640, 360).map(({ name }) => name));
    expect(first?.segmentsUs.length).toBe(2);
    expect(second?.segmentsUs).toEqual(first!.segmentsUs);
    expect(asset.durationMs).toBe(encoding.durationMs);
    expect(Math.abs(asset.durationMs! - 6000)).toBeLessThan(100);
    expect(first!.codecs).toMatch(/^avc1\.\w+,mp4a\.40\.2$/);
    const poster = await check(
      await world.storage.localPath(posterKey(encoding.id), world.dataDir),
      'jpeg_pipe',
    );
    expect(poster.video).toEqual(jasmine.objectContaining({ width: 640, height: 360 }));
    const files = await readdir(join(encodings(), encoding.id), { recursive: true, withFileTypes: true });
    const stored = files
      .filter((file) => file.isFile())
      .map((file) => stat(join(file.parentPath, file.name)));
    const sizes = (await Promise.all(stored)).map(({ size }) => size);
    expect(asset.derivedBytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect(await readdir(join(world.dataDir, 'work'))).toEqual([]);
    expect(await uploads()).toBe(0);
  });

  it('encrypts segments with the key of the encoding alone', async () => {
    const asset = await processed(await clips.film('locked.mp4', 5), 'locked.mp4');
    const [rendition] = (await world.context.encodings.findByPk(asset.encodingId!))!.renditions;
    const stored = await world.storage.read(segmentKey(asset.encodingId!, '180p', '00001.ts'));
    expect(stored.includes(Buffer.from('FFmpeg'))).toBe(false);
    const opened = (key: Buffer) => {
      const cipher = createDecipheriv('aes-128-cbc', key, Buffer.from(rendition!.iv, 'hex'));
      return cipher.setAutoPadding(false).update(stored);
    };
    const startsPackets = (bytes: Buffer) => [0, 1, 2, 3].every((i) => bytes[i * 188] === 0x47);
    const plain = opened(keyOfEncoding(world.keys, asset.encodingId!));
    expect(startsPackets(plain)).toBe(true);
    expect(startsPackets(stored)).toBe(false);
    expect(startsPackets(opened(keyOfEncoding(world.keys, newId())))).toBe(false);
    const found = await check(await clips.bytes('plain.ts', plain));
    expect(found.video).toEqual(jasmine.objectContaining({ width: 320, height: 180 }));
    expect(found.audioIndex).not.toBeNull();
  });

  it('takes silent, upright, turned and other kinds of films', async () => {
    const silent = await processed(await clips.silent('silent.mkv', 5), 'silent.mkv');
    const [only] = (await world.context.encodings.findByPk(silent.encodingId!))!.renditions;
    expect([silent.state, only?.codecs.startsWith('avc1'), only?.codecs.includes('mp4a')]).toEqual([
      'ready',
      true,
      false,
    ]);
    const upright = await processed(await clips.film('upright.mov', 2, '180x320'), 'upright.mov');
    expect([upright.state, upright.width, upright.height]).toEqual(['ready', 180, 320]);
    const small = await processed(await clips.film('small.avi', 2, '98x54', '-r', '60'), 'small.avi');
    expect([small.state, small.width, small.height]).toEqual(['ready', 98, 54]);
  }, 90_000);

  it('turns a picture into a JPEG of bounded size without its notes', async () => {
    const made = await clips.run(
      'wide.png',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=2000x500',
      '-frames:v',
      '1',
      '-metadata',
      'comment=secret',
    );
    const asset = await processed(made, '图.png', 'picture');
    expect([asset.state, asset.width, asset.height, asset.durationMs]).toEqual(['ready', 1600, 400, null]);
    const stored = await world.storage.read(pictureKey(asset.id));
    expect(stored.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(stored.includes(Buffer.from('secret'))).toBe(false);
    const small = await processed(await clips.still('small.jpg'), 'small.jpeg', 'picture');
    expect([small.state, small.width]).toEqual(['ready', 320]);
  });

  it('says what is wrong with each file that cannot be studied, and keeps none of it', async () => {
    const good = await clips.film('for-cuts.mp4', 6);
    const fast = await clips.film('fast.mp4', 6, '320x180', '-movflags', '+faststart');
    const garbled = Buffer.from(await readFile(fast));
    const noise = createHash('sha512').update('noise').digest();
    for (let at = Math.floor(garbled.length * 0.3); at < garbled.length * 0.7; at += noise.length)
      noise.copy(garbled, at);
    const cases: [reason: string, name: string, path: string, kind?: 'picture'][] = [
      ['empty', 'empty.mp4', await clips.bytes('empty.mp4', '')],
      ['not-media', 'text.mp4', await clips.bytes('text.mp4', 'this is no film\n'.repeat(500))],
      ['not-media', 'program.exe', await clips.bytes('program.exe', 'MZ\x90\0' + 'x'.repeat(2000))],
      ['not-media', 'list.mp4', await clips.bytes('list.mp4', `#EXTM3U\n#EXTINF:4,\n${good}\n`)],
      ['mislabelled', 'song.mp4', await clips.sound('song.mp3', 3)],
      ['mislabelled', 'film.avi', good],
      ['mislabelled', 'still.mp4', await clips.still('still.png')],
      ['no-picture', 'song.mp3', await clips.sound('song2.mp3', 3)],
      ['no-picture', 'song.m4a', await clips.sound('song.m4a', 3)],
      ['broken', 'cut.mp4', await clips.cut('cut.mp4', good, 0.5)],
      ['broken', 'cut-late.mp4', await clips.cut('cut-late.mp4', fast, 0.6)],
      ['broken', 'garbled.mp4', await clips.bytes('garbled.mp4', garbled)],
      ['broken', 'head.mp4', await clips.bytes('head.mp4', garbled.subarray(0, 40))],
      ['too-short', 'blink.mp4', await clips.film('blink.mp4', 0.6)],
      ['mislabelled', 'film.png', good, 'picture'],
      ['broken', 'cut.png', await clips.cut('cut.png', await clips.still('whole.png'), 0.01), 'picture'],
    ];
    for (const [reason, name, path, kind] of cases) {
      const asset = await processed(path, name, kind);
      expect([asset.state, asset.reason])
        .withContext(name)
        .toEqual(['failed', reason as never]);
    }
    expect(await uploads()).toBe(0);
    const kept = existsSync(encodings()) ? await readdir(encodings()) : [];
    expect(kept.sort()).toEqual(
      (await world.context.encodings.findAll({ order: ['id'] })).map(({ id }) => id),
    );
  }, 120_000);

  it('lets assets wait while there is no ffmpeg, and goes on when there is one', async () => {
    const id = await world.ingest(await clips.film('patient.mp4', 2), 'patient.mp4');
    await processAsset(world.context, null, id, never);
    const waiting = await world.assetOf(id);
    expect([waiting.state, waiting.reason]).toEqual(['waiting', 'no-ffmpeg']);
    await processAsset(world.context, ffmpeg, id, never);
    expect((await world.assetOf(id)).state).toBe('ready');
  });

  it('leaves an interrupted asset waiting, with nothing half-made', async () => {
    const id = await world.ingest(await clips.film('long.mp4', 60, '640x360'), 'long.mp4');
    const stop = new AbortController();
    const work = processAsset(world.context, ffmpeg, id, stop.signal);
    await eventually(async () => (await world.assetOf(id)).percent > 0);
    stop.abort();
    await work;
    const asset = await world.assetOf(id);
    expect([asset.state, asset.reason, asset.percent]).toEqual(['waiting', null, 0]);
    expect(await world.context.encodings.count({ where: { assetId: id } })).toBe(0);
    expect(await readdir(join(world.dataDir, 'work'))).toEqual([]);
    await world.context.assets.update({ state: 'failed' }, { where: { id } });
  });

  it('takes up what a killed process left, removes its half-made encoding, and makes it ready', async () => {
    const id = await world.ingest(await clips.film('killed.mp4', 3), 'killed.mp4');
    const at = new Date();
    const half = await world.context.encodings.create({ id: newId(), assetId: id, createdAt: at });
    await world.storage.put(segmentKey(half.id, '180p', '00001.ts'), Buffer.from('half'));
    await world.context.assets.update({ state: 'processing', percent: 40 }, { where: { id } });
    const alive = await holdAsset(world.db.pool, id);
    await requeue(world.context);
    expect((await world.assetOf(id)).state).toBe('processing');
    await alive!.release();
    expect(await requeue(world.context)).toBeGreaterThanOrEqual(1);
    expect((await world.assetOf(id)).state).toBe('waiting');
    await processAsset(world.context, ffmpeg, id, never);
    expect((await world.assetOf(id)).state).toBe('ready');
    expect(await world.storage.has(segmentKey(half.id, '180p', '00001.ts'))).toBe(false);
  });

  it('finds an original that was moved just before the process died', async () => {
    const path = await clips.film('moved.mp4', 2);
    const id = await world.ingest(path, 'moved.mp4');
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    await world.context.assets.update({ sha256 }, { where: { id } });
    await world.storage.take(`originals/${sha256}`, join(world.dataDir, 'uploads', id));
    await processAsset(world.context, ffmpeg, id, never);
    expect((await world.assetOf(id)).state).toBe('ready');
  });

  it('ends the work on an asset that was closed meanwhile', async () => {
    const id = await world.ingest(await clips.film('closed.mp4', 60, '640x360'), 'closed.mp4');
    const work = processAsset(world.context, ffmpeg, id, never);
    await eventually(async () => (await world.assetOf(id)).percent > 0);
    await world.context.assets.update({ closedAt: new Date() }, { where: { id } });
    await work;
    expect(await world.context.encodings.count({ where: { assetId: id } })).toBe(0);
  });

  it('calls a missing program a fault of ours, which may be tried again', async () => {
    const id = await world.ingest(await clips.film('unlucky.mp4', 2), 'unlucky.mp4');
    await processAsset(world.context, join(clips.folder, 'missing'), id, never);
    const asset = await world.assetOf(id);
    expect([asset.state, asset.reason]).toEqual(['failed', 'transcoding-failed']);
    await world.context.assets.update({ state: 'waiting' }, { where: { id } });
    expect(await uploads()).toBeGreaterThan(0);
    await processAsset(world.context, ffmpeg, id, never);
    expect((await world.assetOf(id)).state).toBe('ready');
  });
});
