import { DestroyRef, effect, inject, signal, untracked } from '@angular/core';
import { type AssetChanged, assetChanged } from '@minjiang/shared/content';
import { Realtime } from '../api/realtime.ts';

const askEveryMs = 4000;

/**
 * Keeps a page of assets fresh: percents as they come, and a look at the server when a state changes, or every
 * few seconds while no news can come and something is still on its way. Call it in an injection context.
 */
export function followAssets(page: { reload(): void }, waiting: () => boolean) {
  const realtime = inject(Realtime);
  const percents = signal<ReadonlyMap<string, AssetChanged>>(new Map());
  let soon: ReturnType<typeof setTimeout> | undefined;
  const lookSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => page.reload(), 300);
  };
  const leave = realtime.on('asset:changed', (payload) => {
    const parsed = assetChanged.safeParse(payload);
    if (!parsed.success) return;
    const change = parsed.data;
    const before = untracked(percents).get(change.assetId);
    percents.update((all) => new Map(all).set(change.assetId, change));
    if (before?.state !== change.state || before.reason !== change.reason) lookSoon();
  });
  effect((onCleanup) => {
    if (realtime.connected() || !waiting()) return;
    const timer = setInterval(() => page.reload(), askEveryMs);
    onCleanup(() => clearInterval(timer));
  });
  inject(DestroyRef).onDestroy(() => {
    leave();
    clearTimeout(soon);
  });
  return {
    /** The newest percent known of an asset. */
    percentOf: (asset: { id: string; state: string; percent: number }) => {
      const news = percents().get(asset.id);
      return news?.state === asset.state ? Math.max(news.percent, asset.percent) : asset.percent;
    },
  };
}
