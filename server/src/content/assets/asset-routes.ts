import { contentRoutes } from '@minjiang/shared/content';
import { organisationOf, Problem, route, type Actor, type BoundRoute } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { encodingLinks, previewGrant } from '../playback/links.ts';
import { removeUpload } from '../uploads/upload-files.ts';
import { listAssets, present } from './asset-queries.ts';
import type { AssetModel } from './asset-model.ts';
import { closeAsset } from './close-asset.ts';
import { retryAsset } from './retry-asset.ts';

/** The institution's list of assets and what may be done with each. */
export function assetRoutes(context: ContentContext): BoundRoute[] {
  const { db, clock, keys, dataDir } = context;

  async function show(asset: AssetModel, actor: Actor) {
    const [shown] = await present(context, [asset], actor, await clock.now(db.sql));
    return { asset: shown! };
  }

  async function find(assetId: string): Promise<AssetModel> {
    const asset = await context.assets.findOne({ where: { id: assetId, closedAt: null } });
    if (!asset) throw new Problem('not-found');
    return asset;
  }

  return [
    route(contentRoutes.listAssets, async ({ actor, query }) =>
      listAssets(context, organisationOf(actor), query, actor, await clock.now(db.sql)),
    ),

    route(contentRoutes.getAsset, async ({ actor, params }) => show(await find(params.assetId), actor)),

    route(contentRoutes.retryAsset, async ({ actor, params: { assetId } }) => {
      const asset = await db.transaction(async (tx) =>
        retryAsset(context, tx, assetId, actor.accountId, await clock.now(tx.sql)),
      );
      return show(asset, actor);
    }),

    route(contentRoutes.closeAsset, async ({ actor, params: { assetId } }) => {
      await db.transaction(async (tx) =>
        closeAsset(context, tx, assetId, actor.accountId, await clock.now(tx.sql)),
      );
      await removeUpload(dataDir, assetId);
      return undefined;
    }),

    route(contentRoutes.previewAsset, async ({ actor, params }) => {
      const asset = await find(params.assetId);
      if (asset.kind !== 'video') throw new Problem('asset-not-playable');
      if (asset.state !== 'ready' || !asset.encodingId) throw new Problem('asset-not-ready');
      const grant = previewGrant(await clock.now(db.sql));
      const { playlistUrl } = encodingLinks(keys, grant, actor.accountId, asset.encodingId);
      return { playlistUrl };
    }),
  ];
}
