import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { processJob } from '../processing/process-asset.ts';
import type { AssetModel } from './asset-model.ts';
import { mayRetry } from './asset-rules.ts';
import { changeAsset } from './change-asset.ts';

/** Queues a failed asset once more. @throws Problem `asset-not-failed`, `not-found` */
export async function retryAsset(
  context: ContentContext,
  tx: Tx,
  assetId: string,
  actorId: string,
  now: number,
): Promise<AssetModel> {
  const asset = await context.assets.findOne({
    where: { id: assetId, closedAt: null },
    transaction: tx.transaction,
    lock: true,
  });
  if (!asset) throw new Problem('not-found');
  if (!mayRetry(asset)) throw new Problem('asset-not-failed');
  const changed = await changeAsset(
    context,
    tx,
    assetId,
    { state: 'waiting', reason: null, percent: 0 },
    now,
  );
  const subject = { subjectKind: 'asset', subjectId: assetId };
  await appendEvent(tx, { kind: 'asset.retried', actorId, ...subject }, now);
  await context.jobs.send(tx, processJob, { assetId }, assetId);
  return changed ?? asset;
}
