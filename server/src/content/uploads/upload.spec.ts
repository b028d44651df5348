import { randomBytes, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { contentRoutes } from '@minjiang/shared/content';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, eventually, type ContentWorld } from '../testing/world.ts';
import { forgetAbandoned, uploadLifeMs } from './forget-upload.ts';
import { removeUpload, uploadPath } from './upload-files.ts';

const maxUploadBytes = 3_000_000;
const tus = { 'tus-resumable': '1.0.0' };
const bytesType = 'application/offset+octet-stream';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a resumable upload', () => {
  let clips: ClipMaker;
  let world: ContentWorld;
  beforeAll(async () => {
    clips = await clipMaker();
    world = await contentWorld({ ffmpegPath: clips.ffmpeg, maxUploadBytes });
    await world.jobs.start({ work: true });
  });
  afterAll(async () => {
    await world.close();
    await clips.remove();
  });

  const metadata = (name: string, kind = 'video') => `filename ${base64(name)},kind ${base64(kind)}`;

  const create = (size: number | string, name = 'film.mp4', more: Record<string, string> = {}) =>
    world.app.send('POST', '/api/v1/uploads', {
      cookie: world.staff.cookie,
      headers: { ...tus, 'upload-length': String(size), 'upload-metadata': metadata(name), ...more },
    });

  async function begun(size: number, name?: string): Promise<string> {
    const answer = await create(size, name);
    expect(answer.status).toBe(201);
    return answer.headers.get('location')!.split('/').at(-1)!;
  }

  const send = (assetId: string, offset: number, bytes: Buffer, cookie = world.staff.cookie) =>
    world.app.send('PATCH', `/api/v1/uploads/${assetId}`, {
      cookie,
      body: bytes,
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': bytesType },
    });

  async function offsetOf(assetId: string, cookie = world.staff.cookie): Promise<number> {
    const answer = await world.app.send('HEAD', `/api/v1/uploads/${assetId}`, { cookie, headers: tus });
    expect(answer.status).toBe(200);
    return Number(answer.headers.get('upload-offset'));
  }

  it('arrives in parts, is told on the list, and becomes a film', async () => {
    if (!clips.ffmpeg) return pending('ffmpeg is missing');
    const film = await readFile(await clips.film('film.mp4', 4));
    const answer = await create(film.length, '第一课.mp4');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toMatch(/^\/api\/v1\/uploads\/[0-9a-f-]{36}$/);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const id = answer.headers.get('location')!.split('/').at(-1)!;
    const half = Math.floor(film.length / 2);
    expect((await send(id, 0, film.subarray(0, half))).status).toBe(204);
    const percent = Math.floor((half / film.length) * 100);
    const listed = await eventually(async () => {
      const { body } = await world.app.call(contentRoutes.listAssets, { cookie: world.staff.cookie });
      return body.items.find((asset) => asset.id === id && asset.percent === percent);
    });
    expect([listed.state, listed.name, listed.sizeBytes]).toEqual(['uploading', '第一课.mp4', film.length]);
    expect(await offsetOf(id)).toBe(half);
    expect((await send(id, half, film.subarray(half))).status).toBe(204);
    const ready = await eventually(async () => {
      const asset = await world.assetOf(id);
      return ['ready', 'failed'].includes(asset.state) && asset;
    });
    expect([ready.state, ready.sha256]).toEqual(['ready', createHash('sha256').update(film).digest('hex')]);
    expect(await offsetOf(id)).toBe(film.length);
  });

  it('goes on where the connection was cut', async () => {
    if (!clips.ffmpeg) return pending('ffmpeg is missing');
    const bytes = randomBytes(1_000_000);
    const id = await begun(bytes.length);
    const { hostname, port } = new URL(world.app.origin);
    const cut = createConnection(Number(port), hostname);
    cut.write(
      `PATCH /api/v1/uploads/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${world.staff.cookie}\r\n` +
        `Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: ${bytesType}\r\n` +
        `Content-Length: ${bytes.length}\r\n\r\n`,
    );
    cut.write(bytes.subarray(0, 400_000));
    await eventually(async () => (await readFile(uploadPath(world.dataDir, id))).length > 100_000);
    cut.destroy();
    const offset = await offsetOf(id);
    expect(offset).toBeGreaterThan(100_000);
    expect(offset).toBeLessThanOrEqual(400_000);
    expect((await send(id, 0, bytes)).problem?.code).toBe('conflict');
    expect((await send(id, offset, bytes.subarray(offset))).status).toBe(204);
    // Noise is no film; that it was looked at at all shows that every byte had arrived.
    const failed = await eventually(async () => {
      const asset = await world.assetOf(id);
      return asset.state === 'failed' && asset;
    });
    expect(failed.reason).toBe('not-media');
  });

  it('refuses too much, too little and the unreadable before any byte is taken', async () => {
    const before = await world.context.assets.count();
    const tooLarge = await create(maxUploadBytes + 1);
    expect([tooLarge.status, tooLarge.problem?.code]).toEqual([413, 'too-large']);
    const wrong = await create('1e3', '', { 'tus-resumable': '0.9' });
    expect(wrong.problem?.errors?.map(({ path }) => path)).toEqual([
      'Tus-Resumable',
      'Upload-Length',
      'Upload-Metadata.filename',
    ]);
    expect((await create(10, 'a', { 'upload-metadata': '%' })).status).toBe(400);
    expect(await world.context.assets.count()).toBe(before);
  });

  it('takes no more bytes than were announced', async () => {
    const id = await begun(10);
    const more = await send(id, 0, randomBytes(11));
    expect([more.status, more.problem?.code]).toEqual([413, 'too-large']);
    expect(await offsetOf(id)).toBe(0);
    const body = { 'upload-offset': '0', 'content-type': 'application/json' };
    const typed = await world.app.send('PATCH', `/api/v1/uploads/${id}`, {
      cookie: world.staff.cookie,
      body: randomBytes(5),
      headers: { ...tus, ...body },
    });
    expect(typed.status).toBe(400);
  });

  it('calls an empty file empty', async () => {
    const id = await begun(0);
    const asset = await eventually(async () => {
      const now = await world.assetOf(id);
      return (now.state === 'failed' || now.reason !== null) && now;
    });
    expect(asset.reason).toBe(clips.ffmpeg ? 'empty' : 'no-ffmpeg');
  });

  it('belongs to its organisation alone', async () => {
    const id = await begun(10);
    const { cookie } = world.foreign;
    expect((await send(id, 0, randomBytes(10), cookie)).status).toBe(404);
    const head = await world.app.send('HEAD', `/api/v1/uploads/${id}`, { cookie, headers: tus });
    expect(head.status).toBe(404);
    const away = await world.app.send('DELETE', `/api/v1/uploads/${id}`, { cookie, headers: tus });
    expect(away.status).toBe(404);
    const learner = world.actors.enter({ role: 'learner' });
    expect((await send(id, 0, randomBytes(10), learner.cookie)).status).toBe(403);
    expect(await offsetOf(id)).toBe(0);
  });

  it('can be given up, and is when nobody goes on with it', async () => {
    const [id, old] = [await begun(10), await begun(10)];
    const given = { cookie: world.staff.cookie, headers: tus };
    expect((await world.app.send('DELETE', `/api/v1/uploads/${id}`, given)).status).toBe(204);
    expect(await world.context.assets.findByPk(id)).toBeNull();
    await expectAsync(readFile(uploadPath(world.dataDir, id))).toBeRejected();
    expect(await forgetAbandoned(world.context)).toBe(0);
    await world.shiftClock(uploadLifeMs + 1000);
    expect(await forgetAbandoned(world.context)).toBeGreaterThan(0);
    await world.shiftClock(-uploadLifeMs - 1000);
    expect(await world.context.assets.findByPk(old)).toBeNull();
    await expectAsync(readFile(join(world.dataDir, 'uploads', `${old}.json`))).toBeRejected();
  });

  it('is not queued twice by two last requests', async () => {
    const id = await begun(4);
    const answers = await Promise.all([1, 2, 3].map(() => send(id, 0, Buffer.from('byte'))));
    expect(answers.map(({ status }) => status).sort()[0]).toBe(204);
    const rows = await world.db.sql<{ count: number }>(
      `SELECT count(*) FROM platform_events WHERE kind = 'asset.uploaded' AND subject_id = $1`,
      [id],
    );
    expect(rows[0]?.count).toBe(1);
    await removeUpload(world.dataDir, id);
  });
});
