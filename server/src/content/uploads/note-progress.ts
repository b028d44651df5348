import { changeAsset } from '../assets/change-asset.ts';
import type { ContentContext } from '../context.ts';

/** Writes how much of an upload has arrived. Never a reason to break the upload, so faults are only logged. */
export async function noteProgress(
  context: ContentContext,
  assetId: string,
  receivedBytes: number,
): Promise<void> {
  try {
    await context.db.transaction(async (tx) => {
      const asset = await context.assets.findOne({
        where: { id: assetId, state: 'uploading' },
        transaction: tx.transaction,
        lock: true,
      });
      if (!asset || asset.sizeBytes === 0) return;
      const percent = Math.min(99, Math.floor((receivedBytes / asset.sizeBytes) * 100));
      if (percent <= asset.percent) return;
      await changeAsset(context, tx, assetId, { percent }, await context.clock.now(tx.sql));
    });
  } catch (error) {
    context.log.warn({ err: error, asset: assetId }, 'upload progress could not be written');
  }
}
