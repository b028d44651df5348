import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { type Asset, type AssetKind, contentRoutes } from '@minjiang/shared/content';
import { firstValueFrom } from 'rxjs';
import { load } from '../../api/loaded.ts';
import { ClockPipe, MomentPipe } from '../../ui/durations.ts';
import { EmptyState } from '../../ui/empty-state.ts';
import { FileDrop } from '../../ui/file-drop.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { ProgressBar } from '../../ui/progress-bar.ts';
import { Tag } from '../../ui/tag.ts';
import { followAssets } from '../asset-changes.ts';
import { acceptOf, onItsWay, stateLook } from '../asset-words.ts';
import { UploadList } from '../uploads/upload-list.ts';
import { Uploads } from '../uploads/uploads.ts';

interface Wanted {
  readonly kind: AssetKind;
  readonly chosenId: string | null;
}

/** Choose an asset of a kind, or send a new one right here; a film may be chosen while it is still processed. */
@Component({
  selector: 'mj-asset-picker',
  imports: [
    ClockPipe,
    EmptyState,
    FileDrop,
    Icon,
    LoadState,
    MatDialogModule,
    MomentPipe,
    ProgressBar,
    Tag,
    TranslocoDirective,
    UploadList,
  ],
  templateUrl: './asset-picker.html',
  styleUrl: './asset-picker.scss',
})
export class AssetPicker {
  protected readonly uploads = inject(Uploads);
  protected readonly wanted = inject<Wanted>(MAT_DIALOG_DATA);
  protected readonly answer = inject<MatDialogRef<AssetPicker, Asset>>(MatDialogRef);
  protected readonly page = signal(1);
  protected readonly look = stateLook;
  protected readonly accept = acceptOf[this.wanted.kind];
  protected readonly assets = load(contentRoutes.listAssets, () => ({
    query: { kind: this.wanted.kind, page: this.page(), pageSize: 12 },
  }));
  protected readonly pages = computed(() => Math.ceil((this.assets.value()?.total ?? 0) / 12));
  protected readonly follow = followAssets(
    this.assets,
    () => this.assets.value()?.items.some(onItsWay) ?? false,
  );

  constructor() {
    effect(() => {
      if (this.uploads.settled() > 0) untracked(() => this.assets.reload());
    });
  }

  protected choosable(asset: Asset): boolean {
    return asset.state !== 'failed' && asset.state !== 'uploading';
  }
}

/** Asks for an asset; undefined if none was chosen. */
export function pickAsset(
  dialog: MatDialog,
  kind: AssetKind,
  chosenId: string | null,
): Promise<Asset | undefined> {
  const asked = dialog.open<AssetPicker, Wanted, Asset>(AssetPicker, {
    data: { kind, chosenId },
    width: '900px',
    maxWidth: '94vw',
    autoFocus: 'dialog',
  });
  return firstValueFrom(asked.afterClosed());
}
