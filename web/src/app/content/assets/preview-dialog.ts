import { Component, DestroyRef, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { type Asset, contentRoutes } from '@minjiang/shared/content';
import { Api } from '../../api/api.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import { ProblemTexts } from '../../api/problem-texts.ts';
import { Icon } from '../../ui/icon.ts';

/** Plays an asset to staff; nothing here earns time. */
@Component({
  selector: 'mj-preview-dialog',
  imports: [Icon, MatDialogModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 mat-dialog-title>{{ asset.name }}</h2>
      <mat-dialog-content>
        <div class="stack tight">
          @if (fault(); as text) {
            <div class="notice bad" role="alert"><mj-icon name="alert" />{{ text }}</div>
          }
          <video
            #screen
            controls
            playsinline
            [attr.aria-label]="asset.name"
            [poster]="asset.posterUrl ?? ''"
          ></video>
          <p class="small muted">
            {{ t('content.preview.note') }}
            @for (rendition of asset.renditions; track rendition.name) {
              <span class="nowrap">
                {{ rendition.name }} ({{ rendition.width }} × {{ rendition.height }})</span
              >
            }
          </p>
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button class="btn" type="button" mat-dialog-close>{{ t('ui.close') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    video {
      width: 100%;
      aspect-ratio: 16 / 9;
      border-radius: var(--round-small);
      background: #000;
    }
    mat-dialog-actions {
      padding: var(--s4) var(--s5) var(--s5);
    }
  `,
})
export class PreviewDialog {
  private readonly api = inject(Api);
  private readonly problems = inject(ProblemTexts);
  private readonly gone = inject(DestroyRef);
  protected readonly asset = inject<Asset>(MAT_DIALOG_DATA);
  protected readonly fault = signal<string | undefined>(undefined);
  private readonly screen = viewChild.required<ElementRef<HTMLVideoElement>>('screen');

  constructor() {
    this.play().catch((thrown: unknown) => this.fault.set(this.problems.of(asProblem(thrown))));
  }

  private async play(): Promise<void> {
    const { playlistUrl } = await this.api.call(contentRoutes.previewAsset, {
      params: { assetId: this.asset.id },
    });
    const { default: Hls } = await import('hls.js');
    if (this.gone.destroyed) return;
    const video = this.screen().nativeElement;
    if (!Hls.isSupported()) {
      video.src = playlistUrl;
      return;
    }
    const hls = new Hls();
    this.gone.onDestroy(() => hls.destroy());
    hls.on(Hls.Events.ERROR, (_event, data) => {
      if (!data.fatal) return;
      this.fault.set(
        this.problems.of(
          new Problem({ code: data.response?.code === 403 ? 'playback-refused' : 'offline', status: 0 }),
        ),
      );
    });
    hls.loadSource(playlistUrl);
    hls.attachMedia(video);
  }
}

/** Opens the preview of a ready asset. */
export function previewed(dialog: MatDialog, asset: Asset): void {
  dialog.open(PreviewDialog, { data: asset, width: '860px', maxWidth: '94vw', autoFocus: 'dialog' });
}
