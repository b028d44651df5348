import { changeAsset } from '../assets/change-asset.ts';
import type { ContentContext } from '../context.ts';

const everyMs = 1000;

/**
 * Writes the percent of the work on an asset to its row, at most every second and never two at once.
 * @param onClosed called when the asset was closed meanwhile, so that the work can end
 */
export function progressWriter(context: ContentContext, assetId: string, onClosed: () => void) {
  let written = 0;
  let nextAt = 0;
  let writing: Promise<void> = Promise.resolve();
  let busy = false;
  async function write(percent: number): Promise<void> {
    try {
      const asset = await context.db.transaction(async (tx) =>
        changeAsset(context, tx, assetId, { percent }, await context.clock.now(tx.sql)),
      );
      if (!asset) onClosed();
    } catch (error) {
      context.log.warn({ err: error, asset: assetId }, 'progress could not be written');
    } finally {
      busy = false;
    }
  }
  return {
    note(percent: number): void {
      if (busy || percent <= written || performance.now() < nextAt) return;
      busy = true;
      written = percent;
      nextAt = performance.now() + everyMs;
      writing = write(percent);
    },
    /** Resolves when nothing is being written any more. */
    settle: () => writing,
  };
}
