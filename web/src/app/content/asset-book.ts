import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import { type Asset, assetChanged, contentRoutes } from '@minjiang/shared/content';
import { Api } from '../api/api.ts';
import { Realtime } from '../api/realtime.ts';
import { onItsWay } from './asset-words.ts';

const askEveryMs = 5000;

/** Assets by their ids, asked for once each and again when they change; for pages that show what a lesson holds. */
@Injectable()
export class AssetBook {
  private readonly api = inject(Api);
  private readonly known = signal<ReadonlyMap<string, Asset | null>>(new Map());
  private readonly asked = new Set<string>();

  constructor() {
    const realtime = inject(Realtime);
    effect((onCleanup) => {
      const leave = realtime.on('asset:changed', (payload) => {
        const change = assetChanged.safeParse(payload);
        if (change.success && this.asked.has(change.data.assetId)) void this.ask(change.data.assetId);
      });
      onCleanup(leave);
    });
    effect((onCleanup) => {
      if (realtime.connected()) return;
      const timer = setInterval(() => this.askUnfinished(), askEveryMs);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** The asset; undefined while it is asked for, null if it is gone. */
  of(assetId: string): Asset | null | undefined {
    return this.known().get(assetId);
  }

  /** Asks for what is not known yet. */
  want(assetIds: Iterable<string>): void {
    for (const assetId of assetIds) if (!this.asked.has(assetId)) void this.ask(assetId);
  }

  /** Takes an asset that a picker just answered. */
  keep(asset: Asset): void {
    this.asked.add(asset.id);
    this.known.update((known) => new Map(known).set(asset.id, asset));
  }

  private async ask(assetId: string): Promise<void> {
    this.asked.add(assetId);
    try {
      this.keep((await this.api.call(contentRoutes.getAsset, { params: { assetId } })).asset);
    } catch {
      this.known.update((known) => new Map(known).set(assetId, null));
    }
  }

  private askUnfinished(): void {
    for (const [id, asset] of untracked(this.known)) if (asset && onItsWay(asset)) void this.ask(id);
  }
}
