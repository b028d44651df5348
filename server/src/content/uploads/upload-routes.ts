import { contentRoutes } from '@minjiang/shared/content';
import { organisationOf, Problem, route, type BoundRoute } from '../../platform/index.ts';
import type { AssetModel } from '../assets/asset-model.ts';
import type { ContentContext } from '../context.ts';
import { assertRoom, beginUpload } from './begin-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { forgetUpload } from './forget-upload.ts';
import { noteProgress } from './note-progress.ts';
import { makeTusStore } from './tus-store.ts';
import { removeUpload } from './upload-files.ts';
import { assertChunkHeaders, readUploadWish } from './upload-headers.ts';

/** Resumable uploads (tus 1.0). The binding has already made sure that the asset is the caller's organisation's. */
export function uploadRoutes(context: ContentContext): BoundRoute[] {
  const { db, clock, dataDir, maxUploadBytes } = context;
  const tus = makeTusStore({
    dataDir,
    path: contentRoutes.createUpload.path,
    maxUploadBytes,
    onProgress: (assetId, received) => void noteProgress(context, assetId, received),
    onFinish: (assetId) =>
      db.transaction(async (tx) => finishUpload(context, tx, assetId, await clock.now(tx.sql))),
  });

  async function giveUp(assetId: string, actorId: string): Promise<boolean> {
    const forgotten = await db.transaction(async (tx) =>
      forgetUpload(context, tx, assetId, actorId, await clock.now(tx.sql)),
    );
    if (forgotten) await removeUpload(dataDir, assetId);
    return forgotten;
  }

  const create = route(contentRoutes.createUpload, async ({ actor, request, response }) => {
    const wish = readUploadWish(request.headers, maxUploadBytes);
    await assertRoom(dataDir, wish.sizeBytes);
    const by = { organisationId: organisationOf(actor), actorId: actor.accountId };
    const assetId = await db.transaction(async (tx) =>
      beginUpload(context, tx, by, wish, await clock.now(tx.sql)),
    );
    try {
      await tus.begin(assetId, request, response);
    } catch (error) {
      // Its maker never learnt the address, so nobody can go on with it.
      await giveUp(assetId, actor.accountId);
      throw error;
    }
  });

  const send = route(contentRoutes.sendUpload, async ({ params: { assetId }, request, response }) => {
    assertChunkHeaders(request.method, request.headers);
    const asset = await context.assets.findByPk(assetId);
    if (!asset) throw new Problem('not-found');
    if (asset.state !== 'uploading') return tellFinished(asset, request.method, response);
    await tus.serve(request, response);
    if (request.method !== 'PATCH') return;
    const received = await tus.received(assetId);
    if (received !== null && received < asset.sizeBytes) await noteProgress(context, assetId, received);
  });

  const cancel = route(
    contentRoutes.cancelUpload,
    async ({ params: { assetId }, actor, request, response }) => {
      assertChunkHeaders(request.method, request.headers);
      if (!(await giveUp(assetId, actor.accountId))) throw new Problem('conflict');
      response.setHeader('Tus-Resumable', '1.0.0').status(204).end();
    },
  );

  return [create, send, cancel];
}

/** Whoever missed the last acknowledgement asks again and learns that everything arrived. */
function tellFinished(
  asset: AssetModel,
  method: string,
  response: { setHeader(name: string, value: string): unknown; status(code: number): { end(): unknown } },
): void {
  if (method !== 'HEAD') throw new Problem('conflict');
  response.setHeader('Tus-Resumable', '1.0.0');
  response.setHeader('Upload-Offset', String(asset.sizeBytes));
  response.setHeader('Upload-Length', String(asset.sizeBytes));
  response.status(200).end();
}
