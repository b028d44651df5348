import { Component, effect, inject, input, untracked } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { catalogRoutes } from '@minjiang/shared/catalog';
import { load } from '../../api/loaded.ts';
import { AssetBook } from '../../content/asset-book.ts';
import { confirmed } from '../../ui/confirm-dialog.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { DraftStore } from './draft-store.ts';

/** Holds the draft of one programme for the pages that edit it. */
@Component({
  selector: 'mj-programme-shell',
  imports: [Icon, LoadState, PageHeader, RouterOutlet, TranslocoDirective],
  providers: [DraftStore, AssetBook],
  template: `
    <ng-container *transloco="let t; prefix: 'catalog'">
      @if (store.conflict()) {
        <div class="notice bad conflict" role="alert">
          <mj-icon name="alert" />
          <div class="stack tight">
            <strong>{{ t('editor.conflict') }}</strong>
            <span>{{ t('editor.conflict-text') }}</span>
            <div>
              <button class="btn" type="button" (click)="programme.reload()">{{ t('editor.reload') }}</button>
            </div>
          </div>
        </div>
      }
      @if (store.draft()) {
        <router-outlet />
      } @else {
        <mj-page-header
          [heading]="t('programmes.one')"
          [crumbs]="[{ text: t('programmes.title'), link: '/programmes' }]"
        />
        <mj-load-state [of]="programme" />
      }
    </ng-container>
  `,
  styles: `
    .conflict {
      margin-bottom: var(--s4);
    }
  `,
})
export class ProgrammeShell {
  private readonly dialog = inject(MatDialog);
  private readonly texts = inject(TranslocoService);
  protected readonly store = inject(DraftStore);
  readonly programmeId = input.required<string>();
  protected readonly programme = load(catalogRoutes.getProgramme, () => ({
    params: { programmeId: this.programmeId() },
  }));

  constructor() {
    effect(() => {
      const loaded = this.programme.value();
      if (loaded) untracked(() => this.store.begin(loaded.programme));
    });
  }

  /** Leaving saves first; what cannot be saved is only given up when the person says so. */
  async mayLeave(): Promise<boolean> {
    if (await this.store.flush()) return true;
    const say = (key: string) => this.texts.translate<string>(`catalog.editor.${key}`);
    return confirmed(this.dialog, {
      heading: say('leave-heading'),
      text: say('leave-text'),
      confirm: say('leave'),
      danger: true,
    });
  }
}
