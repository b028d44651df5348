import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { type AssetChanged, assetChanged } from '@minjiang/shared/content';
import type { Socket } from 'socket.io-client';

/** What became of assets while they are looked at, told by the server to the pages of the institution. */
@Injectable({ providedIn: 'root' })
export class AssetChanges {
  private readonly hearers = new Set<(change: AssetChanged) => void>();
  private readonly connected = signal(false);
  private socket: Promise<Socket> | undefined;

  /** Whether news comes by itself; if not, pages ask now and then. */
  readonly live = this.connected.asReadonly();

  /** Hears changes until the caller calls what is returned. */
  hear(hearer: (change: AssetChanged) => void): () => void {
    this.hearers.add(hearer);
    this.socket ??= this.open();
    return () => {
      this.hearers.delete(hearer);
      if (this.hearers.size === 0) void this.close();
    };
  }

  private async open(): Promise<Socket> {
    const { io } = await import('socket.io-client');
    const socket = io({ transports: ['websocket'] });
    socket.on('connect', () => this.connected.set(true));
    socket.on('disconnect', () => this.connected.set(false));
    socket.on('asset:changed', (payload: unknown) => {
      const change = assetChanged.safeParse(payload);
      if (change.success) for (const hearer of this.hearers) hearer(change.data);
    });
    return socket;
  }

  private async close(): Promise<void> {
    const socket = await this.socket;
    if (this.hearers.size > 0) return;
    socket?.disconnect();
    this.socket = undefined;
    this.connected.set(false);
  }
}

const askEveryMs = 4000;

/**
 * Keeps a page of assets fresh: percents as they come, and a look at the server when a state changes, or every
 * few seconds while no news can come and something is still on its way. Call it in an injection context.
 */
export function followAssets(page: { reload(): void }, waiting: () => boolean) {
  const changes = inject(AssetChanges);
  const percents = signal<ReadonlyMap<string, AssetChanged>>(new Map());
  let soon: ReturnType<typeof setTimeout> | undefined;
  const lookSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => page.reload(), 300);
  };
  const leave = changes.hear((change) => {
    const before = untracked(percents).get(change.assetId);
    percents.update((all) => new Map(all).set(change.assetId, change));
    if (before?.state !== change.state || before.reason !== change.reason) lookSoon();
  });
  effect((onCleanup) => {
    if (changes.live() || !waiting()) return;
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
