import { Component, DOCUMENT, inject } from '@angular/core';
import { MAT_DIALOG_DATA, type MatDialog, MatDialogModule } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { MomentPipe } from '../../ui/durations.ts';
import { Icon } from '../../ui/icon.ts';

export interface Slip {
  readonly code: string;
  readonly maskedName: string;
  readonly rosterNumber: number;
  readonly className: string;
  readonly expiresAt: string;
}

/** A one-time code on paper, shown this once; print style takes the slip alone. */
@Component({
  selector: 'mj-slip-dialog',
  imports: [Icon, MatDialogModule, MomentPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'classes.slip'">
      <h2 mat-dialog-title class="no-print">{{ t('title') }}</h2>
      <mat-dialog-content>
        <div class="stack near">
          <div class="notice warn no-print"><mj-icon name="alert" />{{ t('once') }}</div>
          <section class="printed" [attr.aria-label]="t('title')">
            <p class="strong">{{ t('heading') }}</p>
            <dl>
              <dt class="muted">{{ t('name') }}</dt>
              <dd>{{ t('person', { name: slip.maskedName, number: slip.rosterNumber }) }}</dd>
              <dt class="muted">{{ t('class') }}</dt>
              <dd>{{ slip.className }}</dd>
              <dt class="muted">{{ t('code') }}</dt>
              <dd class="code">{{ grouped }}</dd>
              <dt class="muted">{{ t('until') }}</dt>
              <dd>{{ slip.expiresAt | moment }}</dd>
            </dl>
            <ol>
              <li>
                {{ t('step-open') }} <span class="strong">{{ address }}</span>
              </li>
              <li>{{ t('step-enter') }}</li>
              <li>{{ t('step-password') }}</li>
            </ol>
            <p class="small">{{ t('keep') }}</p>
          </section>
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end" class="row no-print">
        <button class="btn" type="button" mat-dialog-close>{{ t('close') }}</button>
        <button class="btn primary" type="button" (click)="print()">
          <mj-icon name="print" />{{ t('print') }}
        </button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    .printed {
      display: flex;
      flex-direction: column;
      gap: var(--s4);
      padding: var(--s5);
      border: 1px dashed var(--line-strong);
      border-radius: var(--round-small);
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: var(--s2) var(--s4);
      align-items: baseline;
      margin: 0;
    }
    dd {
      margin: 0;
    }
    .code {
      font-size: var(--h1);
      font-weight: 600;
      letter-spacing: 0.06em;
      line-height: var(--h1-line);
      white-space: nowrap;
    }
    mat-dialog-actions {
      gap: var(--s3);
      padding: var(--s4) var(--s5) var(--s5);
    }
    @media (max-width: 600px) {
      .printed {
        padding: var(--s4);
      }
    }
  `,
})
export class SlipDialog {
  private readonly page = inject(DOCUMENT);
  protected readonly slip = inject<Slip>(MAT_DIALOG_DATA);
  /** Where the learner activates his account. */
  protected readonly address = `${this.page.location.origin}/activate`;
  protected readonly grouped = this.slip.code.replace(/^(\d{4})(\d{4})$/, '$1 $2');

  protected print(): void {
    this.page.defaultView?.print();
  }
}

/** Shows a slip until it is closed by its button: a code that was not read is lost. */
export async function showSlip(dialog: MatDialog, slip: Slip): Promise<void> {
  const shown = dialog.open(SlipDialog, { data: slip, disableClose: true, panelClass: 'print-alone' });
  await firstValueFrom(shown.afterClosed());
}
