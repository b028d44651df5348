import { appendEvent, type Tx } from '../../platform/index.ts';
import { tellPages } from '../assets/change-asset.ts';
import type { ContentContext } from '../context.ts';
import { processJob } from '../processing/process-asset.ts';

/** All bytes are there: the asset waits for its check. Two requests that finish the same upload queue it once. */
export async function finishUpload(
  { assets, jobs }: ContentContext,
  tx: Tx,
  assetId: string,
  now: number,
): Promise<void> {
  const [, rows] = await assets.update(
    { state: 'waiting', percent: 0, changedAt: new Date(now) },
    {
      where: { id: assetId, state: 'uploading', closedAt: null },
      returning: true,
      transaction: tx.transaction,
    },
  );
  const asset = rows[0];
  if (!asset) return;
  const subject = { subjectKind: 'asset', subjectId: assetId };
  await appendEvent(tx, { kind: 'asset.uploaded', actorId: asset.createdBy, ...subject }, now);
  await jobs.send(tx, processJob, { assetId }, assetId);
  await tellPages(tx.sql, asset);
}
