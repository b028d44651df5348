import { Component, computed, inject, input } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ExportSubject } from '@minjiang/shared/analytics';
import { firstValueFrom } from 'rxjs';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { Session } from '../../shell/session.ts';
import { Icon } from '../../ui/icon.ts';
import { ExportDialog, type ExportFor } from './export-dialog.ts';

/**
 * Has what a page shows written to a file: `<mj-export-button [subject]="…" [total]="found.total" place="…" />`. It is
 * not there for whoever may not export, and on a kiosk, where nothing is taken away.
 */
@Component({
  selector: 'mj-export-button',
  imports: [Icon, TranslocoDirective],
  template: `
    @if (shown()) {
      <button class="btn" type="button" [disabled]="total() === 0" (click)="open()" *transloco="let t">
        <mj-icon name="download" />{{ t('analytics.exports.button') }}
      </button>
    }
  `,
})
export class ExportButton {
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly desktop = inject(DesktopShell);
  readonly subject = input.required<ExportSubject>();
  /** Rows that the page counts. */
  readonly total = input.required<number>();
  /** What the page is about, such as the name of a class. */
  readonly place = input('');
  protected readonly shown = computed(
    () => this.session.may('export:make') && this.desktop.facts()?.mode !== 'kiosk',
  );

  protected async open(): Promise<void> {
    const data: ExportFor = { subject: this.subject(), total: this.total(), place: this.place() };
    const asked = this.dialog.open<ExportDialog, ExportFor, boolean>(ExportDialog, {
      data,
      maxWidth: '560px',
    });
    if (await firstValueFrom(asked.afterClosed())) await this.router.navigateByUrl('/figures/exports');
  }
}
