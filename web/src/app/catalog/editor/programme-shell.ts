import { Component, DestroyRef, effect, inject, input, untracked } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { catalogRoutes } from '@minjiang/shared/catalog';
import { load } from '../../api/loaded.ts';
import { AssetBook } from '../../content/index.ts';
import { Session } from '../../shell/session.ts';
import { Icon } from '../../ui/icon.ts';
import { LoadState } from '../../ui/load-state.ts';
import { PageHeader } from '../../ui/page-header.ts';
import { leaveAnyway, sureTo } from './ask-first.ts';
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
            @if (store.unsaved()) {
              <span>{{ t('editor.conflict-text') }}</span>
              <div class="row">
                <button class="btn" type="button" (click)="overwrite()">{{ t('editor.keep-mine') }}</button>
                <button class="btn" type="button" (click)="reload()">{{ t('editor.reload-lose') }}</button>
              </div>
            } @else {
              <span>{{ t('editor.conflict-saved') }}</span>
              <div>
                <button class="btn" type="button" (click)="programme.reload()">
                  {{ t('editor.reload') }}
                </button>
              </div>
            }
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
  private readonly session = inject(Session);
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
    // An undo that is still offered belongs to the draft that is left.
    const messages = inject(MatSnackBar);
    inject(DestroyRef).onDestroy(() => messages.dismiss());
  }

  protected async overwrite(): Promise<void> {
    if (await sureTo('keep', this.dialog, this.texts)) await this.store.overwrite();
  }

  protected async reload(): Promise<void> {
    if (await sureTo('reload', this.dialog, this.texts, 'reload-confirm')) this.programme.reload();
  }

  /** Leaving saves first; what cannot be saved is only given up when the person says so. */
  async mayLeave(): Promise<boolean> {
    if (await this.store.flush()) return true;
    // A session that has ended can save nothing more; the sign-in page is not to be held up.
    if (!this.session.account()) return true;
    return leaveAnyway(this.dialog, this.texts);
  }
}
