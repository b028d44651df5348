import { changeAsset } from '../assets/change-asset.ts';
import type { ContentContext } from '../context.ts';
import { processJob } from './process-asset.ts';
import { holdAsset } from './work-lock.ts';

const atOnce = 1000;

/**
 * Queues every asset that waits, and every one whose process died in the middle: nobody holds it any more. A job
 * that is queued already is not queued twice.
 * @returns how many were taken up again
 */
export async function requeue(context: ContentContext): Promise<number> {
  const rows = await context.db.sql<{ id: string }>(
    `SELECT id FROM content_assets WHERE state IN ('waiting', 'processing') AND closed_at IS NULL
     ORDER BY created_at, id LIMIT ${atOnce}`,
  );
  let count = 0;
  for (const { id } of rows) {
    const hold = await holdAsset(context.db.pool, id);
    if (!hold) continue;
    try {
      count += (await requeueOne(context, id)) ? 1 : 0;
    } finally {
      await hold.release();
    }
  }
  return count;
}

function requeueOne(context: ContentContext, assetId: string): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    const asset = await context.assets.findOne({
      where: { id: assetId, closedAt: null, state: ['waiting', 'processing'] },
      transaction: tx.transaction,
      lock: true,
    });
    if (!asset) return false;
    if (asset.state === 'processing')
      await changeAsset(
        context,
        tx,
        assetId,
        { state: 'waiting', percent: 0 },
        await context.clock.now(tx.sql),
      );
    await context.jobs.send(tx, processJob, { assetId }, assetId);
    return true;
  });
}
