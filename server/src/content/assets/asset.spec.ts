import { contentRoutes } from '@minjiang/shared/content';
import { newId } from '@minjiang/shared/kernel';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { contentWorld, type ContentWorld } from '../testing/world.ts';
import { can } from './asset-rules.ts';

describe('what may be done with an asset', () => {
  it('depends on its state, its reason and the role', () => {
    const failed = { kind: 'video', state: 'failed' } as const;
    expect(can({ ...failed, reason: 'disk-full' }, true)).toEqual({
      retry: true,
      remove: true,
      preview: false,
    });
    expect(can({ ...failed, reason: 'broken' }, true).retry).toBe(false);
    expect(can({ kind: 'video', state: 'ready', reason: null }, false)).toEqual({
      retry: false,
      remove: false,
      preview: true,
    });
    expect(can({ kind: 'picture', state: 'ready', reason: null }, true).preview).toBe(false);
  });
});

describe('the assets of an institution', () => {
  let clips: ClipMaker;
  let world: ContentWorld;
  let ids: string[];
  beforeEach(async () => {
    ids = [];
    clips = await clipMaker();
    // No ffmpeg: every asset stays where it is put.
    world = await contentWorld({ ffmpegPath: null });
    await world.jobs.start({ work: false });
    for (const name of ['a.mp4', 'b.mp4', 'c.mp4'])
      ids.push(await world.ingest(await clips.bytes(name, name), name));
  });
  afterEach(async () => {
    await world.close();
    await clips.remove();
  });

  const at = (assetId: string | undefined, cookie = world.staff.cookie) => ({
    params: { assetId: assetId ?? '' },
    cookie,
  });

  it('are listed in pages, newest first, and to nobody else', async () => {
    const { cookie } = world.staff;
    const { body } = await world.app.call(contentRoutes.listAssets, { query: { pageSize: 2 }, cookie });
    expect([body.total, body.items.map(({ name }) => name)]).toEqual([3, ['c.mp4', 'b.mp4']]);
    expect(body.items[0]).toEqual(
      jasmine.objectContaining({ state: 'waiting', posterUrl: null, renditions: [] }),
    );
    const ready = await world.app.call(contentRoutes.listAssets, { query: { state: 'ready' }, cookie });
    expect(ready.body.total).toBe(0);
    const { body: foreign } = await world.app.call(contentRoutes.listAssets, {
      cookie: world.foreign.cookie,
    });
    expect(foreign.total).toBe(0);
    expect((await world.app.call(contentRoutes.getAsset, at(ids[0], world.foreign.cookie))).status).toBe(404);
  });

  it('are tried again only after a fault that may pass', async () => {
    const refused = await world.app.call(contentRoutes.retryAsset, at(ids[0]));
    expect(refused.problem?.code).toBe('asset-not-failed');
    await world.context.assets.update({ state: 'failed', reason: 'disk-full' }, { where: { id: ids[0]! } });
    const { body } = await world.app.call(contentRoutes.retryAsset, at(ids[0]));
    expect([body.asset.state, body.asset.reason]).toEqual(['waiting', null]);
  });

  it('are known to other modules by id within their organisation, until they are closed', async () => {
    const known = () => world.content.assets(world.db.sql, world.staff.organisationId!, [...ids, newId()]);
    expect([...(await known()).keys()].sort()).toEqual([...ids].sort());
    expect((await known()).get(ids[1]!)).toEqual({
      id: ids[1]!,
      kind: 'video',
      state: 'waiting',
      durationMs: null,
      sha256: null,
      encodingId: null,
    });
    expect((await world.app.call(contentRoutes.closeAsset, at(ids[1]))).status).toBe(204);
    expect((await known()).has(ids[1]!)).toBe(false);
    expect((await world.app.call(contentRoutes.closeAsset, at(ids[1]))).status).toBe(404);
    expect((await world.app.call(contentRoutes.previewAsset, at(ids[2]))).problem?.code).toBe(
      'asset-not-ready',
    );
    expect((await world.content.assets(world.db.sql, newId(), ids)).size).toBe(0);
  });
});
